// The view as a file, in the formats of the terminal. Loaded when first used.

import type { FigureFormat } from '../../fields/figure/index.ts';
import { encode, type Format } from '../../fields/formats/index.ts';
import { saveFile } from '../../views/dom.ts';
import type { Result } from '../jobs/view.ts';
import type { SavedFormat } from '../panel/sections/files.ts';
import type { Studio } from '../share/picture.ts';

const MIME: Readonly<Record<Format | FigureFormat, string>> = {
  npy: 'application/octet-stream',
  npz: 'application/zip',
  csv: 'text/csv',
  parquet: 'application/vnd.apache.parquet',
  png: 'image/png',
  svg: 'image/svg+xml',
  pdf: 'application/pdf',
};

/** Hands the browser a file to save for each result. A spectrum's picture is a figure: its plots against the rate. */
export async function saveResults(
  studio: Studio,
  results: readonly Result[],
  format: SavedFormat,
): Promise<void> {
  const drawn = figureOf(results, format);
  if (drawn) {
    const { encodePicture, picturesOf } = await import('../share/picture.ts');
    for (const picture of await picturesOf(studio)) {
      const name = `${picture.name}${format === 'figure.png' ? '-figure' : ''}`;
      saveFile(`${name}.${drawn}`, MIME[drawn], await encodePicture(picture, drawn));
    }
    return;
  }
  const { nameOf, sourceOf } = await import('../share/picture.ts');
  const { colormap, scale, range } = studio.store.state.view;
  for (const shown of results) {
    const isPicture = format === 'png' && shown.kind === 'landscape';
    const result = isPicture ? shown : await withGradient(studio, shown);
    const colors = isPicture ? { colormap, scale, range: range ?? undefined } : {};
    const source = sourceOf(result, studio.engines.current.info);
    const bytes = encode(source, format as Format, colors);
    saveFile(`${nameOf(result)}.${format}`, MIME[format as Format], bytes as BlobPart);
  }
}

/** A landscape with its gradient, which the map does without. */
async function withGradient({ engines }: Studio, result: Result): Promise<Result> {
  if (result.kind !== 'landscape' || result.value.gradient.length > 0) return result;
  const { gradient: _, ...spec } = result.value.spec;
  return { ...result, value: await engines.run((engine) => engine.landscape(spec)) };
}

/** The format of the figure that is asked for; null for a file of another kind. */
function figureOf([first]: readonly Result[], format: SavedFormat): FigureFormat | null {
  if (format === 'svg' || format === 'pdf') return format;
  const figure = format === 'figure.png' || (format === 'png' && first?.kind === 'spectrum');
  return figure ? 'png' : null;
}
