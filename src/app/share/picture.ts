// The open view as a picture: its results as figures, with what the page has drawn over them.
import type { EngineInfo, Window } from '../../engine.ts';
import type { Drawn, Piece } from '../../fields/figure/drawn.ts';
import { encodeFigure, type FigureFormat, type FigureOptions } from '../../fields/figure/index.ts';
import { KEPT_RUN } from '../../fields/figure/map-legend.ts';
import { optimizerInWords, runsInWords } from '../../fields/figure/words.ts';
import { rgbaImage } from '../../fields/formats/picture.ts';
import type { GridSource } from '../../fields/formats/source.ts';
import { coloursOf, isCurve } from '../../fields/landscape.ts';
import { landscapeSource, spectrumSource, sweepSource } from '../../fields/sources.ts';
import { frameOf, runsOf } from '../../fields/trajectories.ts';
import type { Size } from '../../views/transform.ts';
import type { Engines } from '../jobs/engines.ts';
import type { Over, Result } from '../jobs/view.ts';
import { finest } from '../landscape/detail.ts';
import type { Explorer } from '../landscape/explorer.ts';
import type { RunSet } from '../landscape/run-set.ts';
import { infoOf, shortName } from '../state/problem.ts';
import type { State } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { isolines, legendOfOverlaid, legendOfRuns, overlaid, runs } from './drawings.ts';
import { POINT, pinMark, spotMark } from './shapes.ts';
import { imageOf } from './surface.ts';

/** What is asked for pictures and films. */
export interface Studio {
  readonly store: Store;
  readonly engines: Engines;
  readonly explorer: Explorer;
  /** Resolves to the results of the open view, once it is finished. */
  finished(): Promise<Result[]>;
  /** What the views have laid over their results. */
  over(): Over;
}

/** A result, and how it is to be drawn. */
export interface Picture {
  /** Of its file, without suffix. */
  name: string;
  source: GridSource;
  options: FigureOptions;
}

/** Lets the page answer. */
export const pause = () => new Promise<void>((resolve) => setTimeout(resolve));

export function sourceOf(result: Result, info: EngineInfo): GridSource {
  switch (result.kind) {
    case 'landscape':
      return landscapeSource(result.value, info);
    case 'sweep':
      return sweepSource(result.value, info);
    case 'spectrum':
      return spectrumSource(result.value, info);
  }
}

/** What a result's file is called, without suffix. */
export function nameOf({ kind, value }: Result): string {
  const of = kind === 'landscape' ? kind : `${kind}-${value.spec.optimizer.kind}`;
  return `gradscape-${of}`;
}

/** Width of the open view on screen, in CSS pixels. */
export function widthOnScreen(): number {
  const plots = [...document.querySelectorAll<HTMLElement>('.stage .map-plot, #plot')];
  const first = plots.find(({ clientWidth }) => clientWidth > 0);
  return first?.clientWidth ?? 800;
}

const CM = (2.54 * POINT) / 72;

/** The width of a figure that is so many CSS pixels wide on screen, in cm, and the dots per inch that show it `times` as large. */
export function sizeOf(pixels: number, times: number): { width: number; dpi: number } {
  const width = Math.min(40, Math.max(5, pixels * CM));
  return { width, dpi: (2.54 * times * pixels) / width };
}

/**
 * Pictures of what is on show, one of each result. `times`: a landscape's samples are so many times finer than on
 * screen, where its engine has them within seconds.
 */
export async function picturesOf(studio: Studio, times = 1): Promise<Picture[]> {
  const { store, engines, explorer } = studio;
  const results = await studio.finished();
  const { info } = engines.current;
  const over = studio.over();
  return Promise.all(
    results.map(async (result, i): Promise<Picture> => {
      const name = nameOf(result);
      if (result.kind === 'landscape') {
        // Seen from space nothing is laid over it: what there is stands in the picture.
        const { surface, ...flat } = over;
        const image = surface && (await imageOf(surface));
        const { source, options } = await landscapeOf(studio, image ? {} : flat, image ? 1 : times);
        const { drawn, ...rest } = options;
        if (!image) return { name, source, options };
        const aspect = image.height / image.width;
        return {
          name,
          source,
          options: { ...rest, aspect, shown: { image, legend: [], inSpace: true } },
        };
      }
      const source = sourceOf(result, info);
      const { window } = store.state;
      return { name, source, options: mapOptions(result, source, over, i, window, explorer.size) };
    }),
  );
}

/** How the i-th map is drawn, with what lies over it. */
export function mapOptions(
  { kind }: Result,
  source: GridSource,
  over: Over,
  i: number,
  window: Window,
  size: Size,
): FigureOptions {
  if (kind !== 'sweep') return {};
  const other = over.pictures?.[i];
  const kept = over.runs?.[i];
  const { pin, marks = [] } = over;
  const mark = (at: readonly [number, number], pieces: readonly Piece[]): Drawn => ({
    ...{ kind: 'mark', at, pieces },
  });
  const drawn = [
    ...(kept ? runs([kept], () => Number.MAX_SAFE_INTEGER, window, size) : []),
    ...overlaid({ marks }),
    ...(over.spots?.[i] ?? []).map((at) => mark(at, spotMark())),
    ...(pin ? [mark(pin, pinMark())] : []),
  ];
  const { x, y } = window;
  const isInView = ({ at: [px, py] }: { at: readonly [number, number] }) =>
    px >= x[0] && px <= x[1] && py >= y[0] && py <= y[1];
  const legend = [
    ...(kept ? legendOfRuns([kept], () => KEPT_RUN) : []),
    ...legendOfOverlaid({ marks: marks.filter(isInView) }),
  ];
  return {
    drawn,
    legend,
    ...(other && {
      shown: { image: rgbaImage(other.picture, source.meta), legend: other.legend },
    }),
  };
}

/** The bytes of a picture; `dpi` of a .png. */
export const encodePicture = (
  { source, options }: Picture,
  format: FigureFormat,
  size: Pick<FigureOptions, 'width' | 'dpi'> = {},
) => encodeFigure(source, format, { ...options, ...size }, pause);

async function landscapeOf(
  studio: Studio,
  over: Over,
  times: number,
): Promise<Pick<Picture, 'source' | 'options'>> {
  const { store, engines, explorer } = studio;
  const { state } = store;
  const shown = explorer.shown();
  const own = shown.landscape === explorer.landscape;
  const { info } = engines.current;
  let landscape = shown.landscape!;
  if (own && times > 1 && landscape.spec.height > 1) {
    const { width, height } = landscape.spec;
    const pixels = width * height * times ** 2;
    const share = times / finest(infoOf(state), pixels, info.name);
    const spec = {
      ...landscape.spec,
      width: Math.min(4096, Math.round(width * Math.max(1, share))),
      height: Math.min(4096, Math.round(height * Math.max(1, share))),
    };
    landscape = await engines.run((engine) => engine.landscape(spec));
  }
  const source = landscapeSource(landscape, info);
  const options = landscapeOptions(state, explorer, landscape, over, explorer.runs, shown.step);
  return { source, options };
}

/** How a landscape of the page's is drawn, with runs up to a step. */
export function landscapeOptions(
  state: State,
  explorer: Pick<Explorer, 'shown' | 'size'>,
  landscape: Parameters<typeof isolines>[0],
  over: Over,
  sets: readonly RunSet[],
  step = Number.POSITIVE_INFINITY,
): FigureOptions {
  const { colours } = explorer.shown();
  const wanted = colours.landscape;
  const along = coloursOf(landscape, wanted);
  const there = sets.filter(({ trajectories }) => runsOf(trajectories) > 0);
  const drawn = [
    ...(wanted.isolines ? isolines(landscape, along) : []),
    ...overlaid({ levels: over.levels ?? [] }),
    ...runs(there, (paths) => frameOf(paths, step), state.window, explorer.size),
    ...overlaid({ marks: over.marks ?? [] }),
  ];
  const ofField = state.view.field === 'loss';
  const legend = [
    ...legendOfRuns(there, ({ trajectories }) => optimizerInWords(trajectories.spec.optimizer)),
    ...legendOfOverlaid(over),
  ];
  const { width, height } = explorer.size;
  const curve = isCurve(landscape);
  return {
    ...(curve
      ? { range: state.window.y, aspect: aspectOf(width, height) }
      : { colormap: wanted.colormap, scale: along.scale, range: along.range }),
    ...(there.length > 0 && { title: titleOf(state, there, step) }),
    ...(drawn.length > 0 && { drawn, aspect: aspectOf(width, height) }),
    ...(legend.length > 0 && { legend }),
    ...(!ofField && { label: colours.lossLabel }),
  };
}

const aspectOf = (width: number, height: number) => Math.min(1.5, Math.max(0.25, height / width));

/** The problem, and below it what was made of it. */
function titleOf(state: State, sets: readonly RunSet[], step: number): string {
  const { steps } = sets[0]!.trajectories.spec;
  const count = sets.reduce((sum, { trajectories }) => sum + runsOf(trajectories), 0);
  const optimizers = sets.map(({ trajectories }) => trajectories.spec.optimizer);
  return `${shortName(infoOf(state).name)}\n${runsInWords(optimizers, count, steps, step)}`;
}
