// Hundreds of numbers in a link: f32 as base64, where they are f32 anyway, as those of a plane are that was laid through
// points. A vector becomes {f32: text}; values by name too, in the order of the problem's parameters.

import { quote } from '../../math/format.ts';
import { isObject } from '../../math/objects.ts';
import { problemOf as made } from '../../problems/registry.ts';
import { refOf } from './problem.ts';
import type { State } from './state.ts';

/** Fewer numbers stay as they are, to be read. */
const PACKED_FROM = 16;
/** Numbers that a link holds at most: 32 kB of base64. */
const LINK_NUMBERS = 6000;

type Parts = Record<string, unknown>;

function packed(numbers: readonly number[]): { f32: string } | null {
  if (numbers.length < PACKED_FROM || numbers.some((n) => Math.fround(n) !== n)) return null;
  const bytes = new Uint8Array(Float32Array.from(numbers).buffer);
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return { f32: btoa(text) };
}

function unpacked(value: unknown): number[] | null {
  if (!isObject(value) || typeof value.f32 !== 'string') return null;
  let text: string;
  try {
    text = atob(value.f32);
  } catch {
    throw new RangeError(`${quote(value.f32)} is not f32 numbers as base64`);
  }
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  return Array.from(new Float32Array(bytes.buffer, 0, bytes.length >> 2));
}

/** A part of a link with its directions, parameters and starts off the plane changed. */
function changed(
  parts: Parts,
  vector: (value: unknown) => unknown,
  values: (value: unknown) => unknown,
): Parts {
  const out = { ...parts };
  if (isObject(parts.plane)) {
    const directions = Object.entries(parts.plane).map(([axis, direction]) => [
      axis,
      isObject(direction) && 'vector' in direction
        ? { vector: vector(direction.vector) }
        : direction,
    ]);
    out.plane = Object.fromEntries(directions);
  }
  if (isObject(parts.parameters)) out.parameters = values(parts.parameters);
  const { starts } = parts;
  if (isObject(starts) && Array.isArray(starts.off)) {
    out.starts = { ...starts, off: starts.off.map(values) };
  }
  return out;
}

/** What of a state goes into a link, with its long lists packed. */
export function packedParts(parts: Parts, state: State): Parts {
  const { parameters } = made(refOf(state));
  return changed(
    parts,
    (vector) => packed(vector as number[]) ?? vector,
    (values) => {
      const own = values as Record<string, number>;
      if (Object.keys(own).length < PACKED_FROM) return own;
      return packed(parameters.map((info) => own[info.name] ?? info.default)) ?? own;
    },
  );
}

/** What a link says of a state, its long lists unpacked. Throws a RangeError for a problem that is none. */
export function unpackedParts(patch: unknown, base: State): unknown {
  if (!isObject(patch)) return patch;
  const { problem, formula = null, data = null, network = null } = { ...base, ...patch };
  const of = { problem, formula, data, network } as Pick<
    State,
    'problem' | 'formula' | 'data' | 'network'
  >;
  return changed(
    patch,
    (vector) => unpacked(vector) ?? vector,
    (values) => {
      const numbers = unpacked(values);
      if (!numbers) return values;
      const { parameters } = made(refOf(of));
      return Object.fromEntries(
        parameters.flatMap(({ name, default: first }, i) =>
          numbers[i] === undefined || numbers[i] === first ? [] : [[name, numbers[i]]],
        ),
      );
    },
  );
}

/** Whether a plane and its starts are short enough for a link. */
export function planeFitsLink({ plane, parameters, starts, trained }: State): boolean {
  const vectors = [plane.x, plane.y].map((direction) =>
    direction && 'vector' in direction ? direction.vector.length : 0,
  );
  const records = [parameters, ...starts.off].map((values) => Object.keys(values).length);
  return (
    [...vectors, ...records, trained.length].reduce((sum, each) => sum + each, 0) <= LINK_NUMBERS
  );
}
