// Many runs as density: how many pass through each pixel is counted set by set, and then coloured.
import type REGL from 'regl';
import { countFrag, countVert, densityFrag } from './path-shaders.ts';
import { type Props, propsOf, whenCalled } from './regl-props.ts';
import { wholePlotVert } from './whole-plot.ts';

/** Sets that are counted apart: four to a texture. */
const MOST_SETS = 8;

export interface Counted {
  vertices: REGL.Buffer;
  elements: REGL.Elements;
  count: number;
  color: readonly number[];
}

export interface PathDensity {
  /**
   * Draws sets of `runs` in all over what is there. `common`: the uniforms that all of a view has; `dims`: fainter, for
   * a run that is picked out; `ratio`: device pixels to one of CSS.
   */
  draw(
    sets: readonly Counted[],
    runs: number,
    common: Props,
    size: readonly number[],
    dims: boolean,
    ratio: number,
  ): void;
}

/** Opacity of a place through which so many of all runs go that more would tell nothing new. */
const MOST = 0.9;

/** Opacity of a single run among so many: as a line where they are few, and a hint among thousands. */
export const singleOpacity = (runs: number): number =>
  Math.min(0.8, Math.max(0.12, 0.8 - 0.28 * Math.log10(Math.max(runs, 1) / 40)));

/** Opacity of the light casing on both sides of a line: a crowd has none, in which it would be a haze. */
export const casingOpacity = (runs: number): number =>
  Math.max(0, Math.min(0.8, 0.8 - 0.75 * Math.log10(Math.max(runs, 1) / 80)));

export function createPathDensity(regl: REGL.Regl): PathDensity {
  const { prop, props } = propsOf(regl);
  const counts = [0, 1].map(() => regl.framebuffer({ width: 1, height: 1, depthStencil: false }));
  const count = whenCalled<Props>(() =>
    regl<never, never, Props>({
      vert: countVert,
      frag: countFrag,
      attributes: { point: prop('vertices') } as never,
      uniforms: props('centre', 'scale', 'offset', 'head', 'channel'),
      elements: prop('elements'),
      count: prop('count'),
      primitive: 'lines',
      framebuffer: prop('framebuffer'),
      blend: { enable: true, func: { src: 'one', dst: 'one' } },
      depth: { enable: false },
    }),
  );
  const paint = whenCalled<Props>(() =>
    regl<never, never, Props>({
      vert: wholePlotVert,
      frag: densityFrag,
      attributes: {
        corner: [
          [-1, -1],
          [3, -1],
          [-1, 3],
        ],
      } as never,
      uniforms: {
        ...(props(
          'firstColors',
          'secondColors',
          'single',
          'most',
          'many',
          'casing',
          'beside',
        ) as object),
        first: counts[0]!,
        second: counts[1]!,
      } as never,
      count: 3,
      blend: { enable: true, func: { src: 'one', dst: 'one minus src alpha' } },
      depth: { enable: false },
    }),
  );

  let shape = '';
  return {
    draw(sets, runs, common, [width = 1, height = 1], dims, ratio) {
      for (const framebuffer of counts) {
        if (`${width}×${height}` !== shape) framebuffer.resize(width, height);
        regl.clear({ framebuffer, color: [0, 0, 0, 0] });
      }
      shape = `${width}×${height}`;
      const colors = [new Float32Array(16), new Float32Array(16)];
      for (const [i, set] of sets.slice(0, MOST_SETS).entries()) {
        const [texture, place] = [i >> 2, i & 3];
        colors[texture]!.set(set.color, 4 * place);
        // Runs of no steps: regl returns from an empty draw with the framebuffer still its target, for ever.
        if (set.count === 0) continue;
        const channel = [0, 1, 2, 3].map((c) => Number(c === place));
        count({ ...common, ...set, channel, framebuffer: counts[texture] });
      }
      const fainter = dims ? 0.45 : 1;
      paint({
        ...{ firstColors: colors[0], secondColors: colors[1] },
        ...{ single: fainter * singleOpacity(runs), most: fainter * MOST },
        many: Math.max(8, runs / (3 * sets.length)),
        casing: fainter * casingOpacity(runs),
        beside: [ratio / width, ratio / height],
      });
    },
  };
}
