// The landscape as colours and isolines, or that of a line as a curve, in one full-screen pass of regl.
import type REGL from 'regl';
import type { Landscape, Window } from '../engine.ts';
import type { Colours, Ranks } from '../fields/colour-scale.ts';
import { holesIn, isCurve } from '../fields/landscape.ts';
import { type ColormapName, colormapBytes, hasColormap } from '../fields/palettes.ts';
import type { Scale } from '../math/grid.ts';
import { fragOf, type HeatmapKind } from './heatmap-shaders.ts';
import { evenOn, placeOnBar } from './place-on-bar.ts';
import { wholePlotVert } from './whole-plot.ts';

export interface HeatmapStyle extends Colours {
  colormap: ColormapName;
  /** Losses at which isolines are drawn, ascending; none for no isolines. */
  levels: readonly number[];
}

/** Places along the colour map at which the nearest isoline is looked up. */
const LOOKUP = 1024;

/** The level nearest to each place along the colour map. */
export function nearestLevels({
  range,
  scale,
  levels,
}: Pick<HeatmapStyle, 'range' | 'levels'> & { scale: Scale }): Float32Array {
  const to = evenOn(scale);
  const back = scale === 'log' ? Math.exp : (v: number) => v;
  const [lo, hi] = [to(range[0]), to(range[1])];
  const lookup = new Float32Array(LOOKUP);
  let next = 0;
  for (let i = 0; i < LOOKUP; i++) {
    const value = back(lo + ((hi - lo) * (i + 0.5)) / LOOKUP);
    while (
      next + 1 < levels.length &&
      Math.abs(levels[next + 1]! - value) < Math.abs(levels[next]! - value)
    ) {
      next++;
    }
    lookup[i] = levels[next] ?? 0;
  }
  return lookup;
}

/** The share, along the colour map, of the level nearest to each place along it. */
export function nearestShares({
  levels,
  ...colours
}: Colours & Pick<HeatmapStyle, 'levels'>): Float32Array {
  const shares = levels.map(placeOnBar(colours));
  return nearestLevels({ range: [0, 1], scale: 'linear', levels: shares });
}

export interface Heatmap {
  /** Takes a new field; the old one is gone. */
  upload(landscape: Landscape): void;
  /** Draws the field where it lies in the view; of a curve, perhaps, the line alone. */
  draw(
    view: Window,
    size: { width: number; height: number },
    style: HeatmapStyle,
    lineOnly?: boolean,
  ): void;
  /** Uploads again after a lost WebGL context. */
  restore(): void;
}

export function createHeatmap(regl: REGL.Regl): Heatmap {
  let landscape: Landscape | null = null;
  let colormap = '';
  const field = createFieldTextures(regl);
  const colors = regl.texture({ width: 256, height: 1, mag: 'linear', min: 'linear' });

  const lookup = regl.texture({ radius: 1 });
  let lookedUp = '';
  const ranked = regl.texture({ radius: 1 });
  let rankedBy = 0;
  type Props = Record<string, unknown>;
  const uniforms: Record<string, unknown> = {
    loss: field.loss,
    gradient: field.gradient,
    colormap: colors,
    nearestLevel: lookup,
    ranked,
  };
  for (const name of [
    'fieldScale',
    'fieldOffset',
    'cells',
    'pixel',
    'ends',
    'logScale',
    'isolines',
    'lineOnly',
    'edges',
  ]) {
    uniforms[name] = regl.prop<Props, string>(name);
  }
  const commands = new Map<string, ReturnType<typeof commandOf>>();
  function commandFor(kind: HeatmapKind) {
    const key = `${kind.ranked !== ''} ${kind.curve} ${kind.smooth}`;
    const command = commands.get(key) ?? commandOf(regl, uniforms, kind);
    commands.set(key, command);
    return command;
  }
  // The first picture's is compiled while that is computed, all others when they are first wanted.
  commandFor({ ranked: '', curve: false, smooth: !field.filters });
  function rankBy({ id, table }: Ranks) {
    if (id === rankedBy) return;
    ranked({ ...ONE_LINE, width: table.length / 2, format: 'luminance alpha', data: table });
    rankedBy = id;
  }

  const send = () => {
    if (landscape) field.fill(landscape);
  };

  function colour(name: ColormapName) {
    const wanted = `${name} ${hasColormap(name)}`;
    if (wanted === colormap) return;
    colors({ width: 256, height: 1, mag: 'linear', min: 'linear', data: colormapBytes(name) });
    colormap = wanted;
  }

  return {
    upload(next) {
      landscape = next;
      send();
    },
    restore() {
      colormap = '';
      lookedUp = '';
      rankedBy = 0;
      field.forget();
      send();
    },
    draw(view, size, { colormap: name, range, scale, ranks, levels }, lineOnly = false) {
      if (!landscape) return;
      colour(name);
      const key = JSON.stringify([range, scale, ranks?.id, levels]);
      if (key !== lookedUp) {
        const data = nearestShares({ range, scale, ranks, levels });
        lookup({ ...ONE_LINE, width: LOOKUP, format: 'luminance', data });
        lookedUp = key;
      }
      const { window } = landscape.spec;
      const { width, height } = landscape.spec;
      const x = placeIn(window.x, view.x);
      const y = placeIn(window.y, view.y);
      if (ranks) rankBy(ranks);
      const curve = isCurve(landscape);
      const smooth = !field.smooth && !isSharp(x, y, width >= size.width);
      commandFor({ ranked: ranks?.glsl ?? '', curve, smooth })({
        fieldScale: [x.scale, y.scale],
        fieldOffset: [x.offset, y.offset],
        cells: [width, height],
        pixel: [(view.x[1] - view.x[0]) / size.width, (view.y[1] - view.y[0]) / size.height],
        ends: range.map(evenOn(scale)),
        logScale: scale === 'log' ? 1 : 0,
        isolines: levels.length > 0 ? 1 : 0,
        lineOnly: lineOnly ? 1 : 0,
        edges: view.y,
      });
    },
  };
}

/** The textures of a field: one of the same size is written into them, since making them anew costs as much again. */
function createFieldTextures(regl: REGL.Regl) {
  const filters = regl.hasExtension('OES_texture_float_linear');
  const loss = regl.texture({ radius: 1, wrap: 'clamp' });
  const gradient = regl.texture({ radius: 1, wrap: 'clamp' });
  const plain = createPlain();
  let held = '';
  /** Whether what is between the samples is the texture's to find: of coarse pictures, where it can. */
  let smooth = false;
  return {
    loss,
    gradient,
    filters,
    get smooth() {
      return smooth;
    },
    fill(landscape: Landscape) {
      const { width, height } = landscape.spec;
      // The slope of a curve is seen; isolines follow from the losses.
      const curve = isCurve(landscape);
      const shape = { width, height, type: 'float' } as const;
      smooth = filters && !curve && width < regl._gl.drawingBufferWidth;
      const filter = smooth ? 'linear' : 'nearest';
      const rest = { wrap: 'clamp', min: filter, mag: filter } as const;
      const wanted = `${width} ${height} ${curve} ${filter}`;
      const write = (texture: REGL.Texture2D, image: REGL.Texture2DOptions) => {
        if (wanted === held) texture.subimage(image);
        else texture({ ...image, ...rest });
      };
      write(loss, { ...shape, format: 'luminance', data: plain(landscape) });
      if (curve) {
        write(gradient, {
          ...shape,
          format: 'luminance alpha',
          data: asFloat32(landscape.gradient),
        });
      }
      held = wanted;
    },
    /** After a lost context: they are to be made anew. */
    forget() {
      held = '';
    },
  };
}

/** Of a texture in which numbers are looked up. */
const ONE_LINE = {
  ...({ height: 1, type: 'float', min: 'nearest', mag: 'nearest', wrap: 'clamp' } as const),
};

/** One pass over the plot. */
function commandOf(regl: REGL.Regl, uniforms: Record<string, unknown>, kind: HeatmapKind) {
  type Props = Record<string, unknown>;
  return regl({
    vert: wholePlotVert,
    frag: fragOf(kind),
    attributes: {
      corner: [
        [-1, -1],
        [3, -1],
        [-1, 3],
      ],
    },
    uniforms: uniforms as REGL.MaybeDynamicUniforms<
      Record<string, never>,
      REGL.DefaultContext,
      Props
    >,
    count: 3,
    // A map covers all below it.
    blend: { enable: kind.curve, func: { src: 'one', dst: 'one minus src alpha' } },
    depth: { enable: false },
  });
}

/** One sample per pixel, in place: nothing to smooth. */
const isSharp = (x: { scale: number }, y: { scale: number }, enough: boolean) =>
  x.scale === 1 && y.scale === 1 && enough;

/** How a share of the view becomes a share of the field, in f64 before it is handed to a shader. */
function placeIn(field: readonly [number, number], view: readonly [number, number]) {
  const span = field[1] - field[0];
  return { scale: (view[1] - view[0]) / span, offset: (view[0] - field[0]) / span };
}

/** The losses in f32, with a value beyond all others where there is none: shaders need not know a NaN. */
function createPlain() {
  /** Of the last that were not so by themselves: in a drag the next has as many. */
  let kept = new Float32Array(0);
  return (landscape: Landscape): Float32Array => {
    const { loss } = landscape;
    const holes = holesIn(landscape);
    if (holes === 0 && loss instanceof Float32Array) return loss;
    if (kept.length !== loss.length) kept = new Float32Array(loss.length);
    kept.set(loss);
    for (let k = 0; holes > 0 && k < kept.length; k++) if (Number.isNaN(kept[k])) kept[k] = 3e38;
    return kept;
  };
}

const asFloat32 = (data: Float32Array | Float64Array) =>
  data instanceof Float32Array ? data : Float32Array.from(data);
