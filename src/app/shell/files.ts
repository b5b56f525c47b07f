// The view as a file, and a file as the view: the formats of the terminal, in the page. Loaded when
// first used.

import type { Axis, ProblemRef, Window } from '../../engine.ts';
import type { FigureFormat } from '../../fields/figure/index.ts';
import { encode, type Format, readMeta } from '../../fields/formats/index.ts';
import { jsonValue } from '../../fields/formats/json-text.ts';
import { withinLimit } from '../../fields/formats/source.ts';
import { isObject } from '../../math/objects.ts';
import type { Optimizer } from '../../optimizers.ts';
import { isLine } from '../../problems/plane.ts';
import { describe, problemById } from '../../problems/registry.ts';
import { rateParameter } from '../../quantities.ts';
import { checkLandscape, checkSpectrum, checkSweep } from '../../specs.ts';
import { saveFile } from '../../views/dom.ts';
import type { Result } from '../jobs/view.ts';
import type { SavedFormat } from '../panel/sections/files.ts';
import type { Studio } from '../share/picture.ts';
import { withoutMore } from '../state/job-specs.ts';
import { statePatchOf } from '../state/of-file.ts';
import type { StatePatch } from '../state/state.ts';

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

/**
 * The change of state that shows what a file is of: a file saved here or by the terminal, or a spec
 * alone as JSON. Throws a RangeError or Error that says what is wrong with it.
 */
export function patchOfFile(bytes: Uint8Array, name: string): StatePatch {
  const { kind, spec } = name.toLowerCase().endsWith('.json') ? specOfJson(bytes) : readMeta(bytes);
  if (kind === 'trajectories') throw new Error(SINGLE_RUNS);
  if (kind === 'landscape') {
    const { problem, window } = checkLandscape(spec);
    return { tab: 'landscape', ...statePatchOf(problem), window: inView(problem, window) };
  }
  if (kind === 'spectrum') {
    const { problem, optimizer, ...rest } = checkSpectrum(spec);
    return {
      tab: 'spectrum',
      ...statePatchOf(problem),
      optimizers: { [optimizer.kind]: settingsOf(optimizer, problem) },
      spectrum: { ...rest, last: Math.max(1, rest.last), optimizer: optimizer.kind },
    };
  }
  const { problem, optimizer, start, steps, threshold, x, y, width, measure } = checkSweep(spec);
  const basins =
    x.quantity === 'start.x' &&
    y.quantity === 'start.y' &&
    x.scale === 'linear' &&
    y.scale === 'linear';
  return {
    tab: basins ? 'basins' : 'sweep',
    ...statePatchOf(problem),
    optimizers: { [optimizer.kind]: settingsOf(optimizer, problem, [x, y]) },
    map: {
      optimizer: optimizer.kind,
      compare: 'none',
      start,
      steps,
      threshold,
      resolution: Math.min(4096, Math.max(16, width)),
      ...(measure ? { colours: measure } : {}),
    },
    ...(basins ? { window: inView(problem, { x: x.range, y: y.range }) } : { sweep: { x, y } }),
  };
}

/** A file's window as the page shows it: of a line the upward axis is the loss, which no file says. */
function inView(problem: ProblemRef, { x, y }: Window): Window {
  return isLine(describe(problem).plane)
    ? { x, y: [...problemById(problem.id).window.y] }
    : { x, y };
}

/** The page has one learning rate for all parameters, but for those that an axis varies. */
function settingsOf(
  { kind: _, learningRate, ...rest }: Optimizer,
  problem: ProblemRef,
  axes: readonly Axis[] = [],
) {
  const { theta, trained } = describe(problem);
  const varied = axes.flatMap(({ quantity }) =>
    quantity === 'learningRate' ? theta : (rateParameter(quantity) ?? []),
  );
  const all = typeof learningRate === 'number' ? theta.map(() => learningRate) : learningRate;
  const read = all.filter((_, i) => trained[i] && !varied.includes(theta[i]!));
  if (read.some((rate) => rate !== read[0])) {
    throw new RangeError(
      `learning rates ${JSON.stringify(learningRate)}: the page has one for all parameters, unless an axis varies it`,
    );
  }
  return { ...withoutMore(rest), learningRate: read[0] ?? all[0]! };
}

const SINGLE_RUNS = 'it is of single runs, which the page shows by a link';

function specOfJson(bytes: Uint8Array): { kind: string; spec: object } {
  const parsed = jsonOf(bytes);
  if (!isObject(parsed)) throw new Error('it holds no spec');
  // What the terminal prints has the spec inside; a bare spec is taken too.
  const spec = (parsed.spec ?? parsed) as Record<string, unknown>;
  if ('starts' in spec) throw new Error(SINGLE_RUNS);
  const kind = 'window' in spec ? 'landscape' : 'rate' in spec ? 'spectrum' : 'sweep';
  return { kind, spec };
}

/** The value of a file that is JSON. Throws an Error in words for what is none, or too much of it. */
function jsonOf(bytes: Uint8Array): unknown {
  const text = new TextDecoder().decode(withinLimit(bytes));
  try {
    return jsonValue(text);
  } catch (error) {
    throw error instanceof RangeError ? error : new Error('it is not JSON');
  }
}

/** Whether a file is of a network's weights, by its name or, of JSON, by what it has: layers with weights, or a tensor. */
export function hasWeights(bytes: Uint8Array, name: string): boolean {
  if (/\.(safetensors|pt|pth)$/i.test(name)) return true;
  if (!/\.json$/i.test(name)) return false;
  try {
    const value = jsonOf(bytes);
    if (!isObject(value)) return false;
    const { layers } = value;
    const inLayers = Array.isArray(layers) && typeof layers[0] === 'object';
    return inLayers || Object.keys(value).some((key) => /(^|\.)weight$/.test(key));
  } catch {
    return false;
  }
}
