// The ground of the relief: its lit mesh in the landscape's colours, and the walls under its edges.
import type REGL from 'regl';
import type { Landscape } from '../engine.ts';
import type { Colours } from '../fields/colour-scale.ts';
import { colormapBytes, hasColormap } from '../fields/palettes.ts';
import { isSameList } from '../math/objects.ts';
import { nearestLevels } from './heatmap.ts';
import { type Props, propsOf } from './regl-props.ts';
import type { Camera } from './relief-camera.ts';
import {
  type Relief,
  reliefOf,
  shareOf,
  trianglesOf,
  verticesOf,
  WALL_FLOATS,
  wallsOf,
} from './relief-geometry.ts';
import { meshFrag, meshVert, wallFrag, wallVert } from './relief-shaders.ts';
import { isolineLevels, type LandscapeStyle } from './scene.ts';

export interface Ground {
  /** Takes a landscape in its colours; what is the same as before is not sent again. */
  take(landscape: Landscape, colours: Colours, style: LandscapeStyle): Relief;
  /** `common`: the uniforms that all of a relief has. */
  draw(common: Props, camera: Camera, towards: readonly number[]): void;
  /** Sends everything again, after a lost context. */
  forget(): void;
}

/** A new texture's lines, one level after another. */
const LINE = { width: 256, height: 1, mag: 'linear', min: 'linear' } as const;

export function createGround(regl: REGL.Regl): Ground {
  const { prop, props } = propsOf(regl);
  const colormap = regl.texture({ width: 256, height: 1 });
  const nearestLevel = regl.texture({ radius: 1 });
  const share = regl.buffer([]);
  const field = regl.buffer([]);
  const walls = regl.buffer([]);
  const elements = regl.elements({ type: 'uint16', primitive: 'triangles', data: [] });
  const mesh = regl<never, never, Props>({
    vert: meshVert,
    frag: meshFrag,
    attributes: { share, field } as never,
    uniforms: {
      ...(props('matrix', 'size', 'light', 'towards', 'lit', 'isolines') as object),
      colormap,
      nearestLevel,
    } as never,
    elements,
    count: prop('count'),
  });
  const wall = regl<never, never, Props>({
    vert: wallVert,
    frag: wallFrag,
    attributes: { corner: walls } as never,
    uniforms: { ...(props('matrix', 'size') as object), colormap } as never,
    count: prop('count'),
  });
  let relief: Relief | null = null;
  let taken: readonly unknown[] = [];
  let coloured: readonly unknown[] = [];
  let cells = '';
  let corners = 0;
  let isolines = false;

  function sendField(next: Relief) {
    const { columns, rows } = next;
    if (cells !== `${columns}×${rows}`) {
      cells = `${columns}×${rows}`;
      share(sharesOf(columns, rows));
      elements({ type: 'uint16', primitive: 'triangles', data: trianglesOf(columns, rows) });
    }
    field(verticesOf(next));
    const data = wallsOf(next);
    walls(data);
    corners = data.length / WALL_FLOATS;
  }

  function sendColours(style: LandscapeStyle, colours: Colours) {
    const levels = style.isolines ? isolineLevels(colours) : [];
    isolines = levels.length > 0;
    const { colormap: name } = style;
    const what = [
      name,
      hasColormap(name),
      colours.scale,
      ...colours.range,
      colours.ranks?.id,
      ...levels,
    ];
    if (isSameList(what, coloured)) return;
    coloured = what;
    colormap({ ...LINE, data: colormapBytes(style.colormap) });
    const shares = levels.map((level) => shareOf(level, colours));
    const data = nearestLevels({ range: [0, 1], scale: 'linear', levels: shares });
    nearestLevel({ width: data.length, height: 1, type: 'float', format: 'luminance', data });
  }

  return {
    take(landscape, colours, style) {
      sendColours(style, colours);
      const what = [landscape, colours.scale, ...colours.range, colours.ranks?.id];
      if (relief && isSameList(what, taken)) return relief;
      taken = what;
      relief = reliefOf(landscape, colours);
      sendField(relief);
      return relief;
    },
    draw(common, { light, depth }, towards) {
      if (!relief) return;
      const count = 6 * (relief.columns - 1) * (relief.rows - 1);
      if (corners > 0) wall({ ...common, count: corners });
      mesh({ ...common, count, light, towards, lit: depth, isolines: Number(isolines) });
    },
    forget() {
      [taken, coloured, cells] = [[], [], ''];
    },
  };
}

/** Shares of the plot's sides of every vertex of a mesh. */
function sharesOf(columns: number, rows: number): Float32Array {
  const shares = new Float32Array(2 * columns * rows);
  for (let k = 0; k < columns * rows; k++) {
    shares[2 * k] = (k % columns) / (columns - 1);
    shares[2 * k + 1] = Math.floor(k / columns) / (rows - 1);
  }
  return shares;
}
