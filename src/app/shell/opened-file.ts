// A file as the view: results, specs and weights, as the page and the terminal write them. Loaded when first used.
import type { Axis, ProblemRef, Window } from '../../engine.ts';
import { jsonValue } from '../../fields/formats/json-text.ts';
import { type FileInPieces, metaOf } from '../../fields/formats/meta.ts';
import { checkTold, withinLimit } from '../../fields/formats/source.ts';
import { isObject } from '../../math/objects.ts';
import type { Optimizer } from '../../optimizers.ts';
import { isLine } from '../../problems/plane.ts';
import { describe, problemById } from '../../problems/registry.ts';
import { rateParameter } from '../../quantities.ts';
import { checkLandscape, checkSpectrum, checkSweep } from '../../specs.ts';
import type { Say } from '../jobs/view.ts';
import { withoutMore } from '../state/job-specs.ts';
import { statePatchOf } from '../state/of-file.ts';
import type { StatePatch } from '../state/state.ts';
import type { Store } from '../state/store.ts';

/**
 * Shows what a file is of: the view of a result or a spec, or the network of weights, which it asks about. Of a large file
 * only what it says of itself is read. Rejects with an Error in words for a file that says nothing that can be shown.
 */
export async function showFile(
  file: File,
  store: Store,
  set: (patch: StatePatch) => void,
  say: Say,
): Promise<void> {
  const isJson = /\.json$/i.test(file.name);
  if (isJson) checkTold(file.size);
  const bytes = isJson ? new Uint8Array(await file.arrayBuffer()) : NOTHING;
  if (hasWeights(bytes, file.name)) {
    const { openWeights } = await import('../problem/network/weights-dialog.ts');
    return openWeights(file, store, say);
  }
  set(isJson ? patchOfFile(bytes, file.name) : await readInPieces(file, patchOfResult));
}

const NOTHING = new Uint8Array(0);

/**
 * What a reader makes of a file of which it asks for a few pieces: where it asks for bytes that are not here it is left, and
 * begins anew when they are.
 */
export async function readInPieces<T>(blob: Blob, use: (file: FileInPieces) => T): Promise<T> {
  const here: { at: number; bytes: Uint8Array }[] = [];
  for (;;) {
    let missing: { at: number; end: number } | null = null;
    const read = (from: number, length: number) => {
      const at = Math.min(from, blob.size);
      const end = Math.min(at + length, blob.size);
      const piece = here.find((piece) => piece.at <= at && piece.at + piece.bytes.length >= end);
      if (piece) return piece.bytes.subarray(at - piece.at, end - piece.at);
      missing ??= { at, end };
      throw new Error('these bytes are not here yet');
    };
    try {
      const value = use({ size: blob.size, read });
      if (!missing) return value;
    } catch (error) {
      if (!missing) throw error;
    }
    const { at, end } = missing;
    // More than was asked for: the next question is often about what follows.
    const bytes = await blob.slice(at, Math.max(end, at + PIECE)).arrayBuffer();
    here.push({ at, bytes: new Uint8Array(bytes) });
  }
}

/** Bytes that are read at once, at least. */
const PIECE = 2 ** 16;

/**
 * The change of state that shows what a file is of: a file saved here or by the terminal, or a spec
 * alone as JSON. Throws a RangeError or Error that says what is wrong with it.
 */
export function patchOfFile(bytes: Uint8Array, name: string): StatePatch {
  if (name.toLowerCase().endsWith('.json')) return patchOfSpec(specOfJson(bytes));
  const read = (at: number, length: number) => bytes.subarray(at, at + length);
  return patchOfResult({ size: bytes.length, read });
}

const patchOfResult = (file: FileInPieces): StatePatch => patchOfSpec(metaOf(file).meta);

function patchOfSpec({ kind, spec }: { kind: string; spec: unknown }): StatePatch {
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
