// Holds the kernel of an own problem against its functions in f64, once, when it is first used.
import { listed } from '../math/format.ts';
import { cellCentres, type Range } from '../math/grid.ts';
import { pointsOf } from '../problems/own-check.ts';
import type { ProblemRef } from '../problems/problem.ts';
import { bind, describe } from '../problems/registry.ts';
import type { GpuContext } from './context.ts';
import { kernelOf } from './kernels/index.ts';
import { gpuLandscape } from './landscape.ts';
import { shaderSource } from './shaders.ts';

/** Places of a plane, each way; and planes at most, each of two parameters. */
const SIDE = 4;
const PLANES = 8;

/** Shares of the largest value on a plane within which f32 must keep, as much as to tell a slip from rounding. */
const OF_LOSS = 1e-3;
const OF_SLOPE = 1e-2;
const OF_LOSS_IN_SLOPE = 1e-5;

/** A line of the text that does not compile, as it is counted there. Throws a RangeError. */
async function checkText({ device }: GpuContext, ref: ProblemRef, wgsl: string): Promise<void> {
  const code = await shaderSource('landscape', await kernelOf(ref));
  device.pushErrorScope('validation');
  const { messages } = await device.createShaderModule({ code }).getCompilationInfo();
  await device.popErrorScope();
  const error = messages.find(({ type }) => type === 'error');
  if (!error) return;
  const from = code.slice(0, code.indexOf(wgsl)).split('\n').length;
  const line = error.lineNum - from + 1;
  const within = code.includes(wgsl) && line >= 1 && line <= wgsl.split('\n').length;
  const where = within ? `line ${line}` : `line ${error.lineNum} of the whole shader`;
  throw new RangeError(`problem "${ref.id}": its wgsl, ${where}: ${error.message}`);
}

/**
 * Loss and gradient of the kernel at random places of up to 8 planes of two parameters each. Throws a RangeError that
 * quotes parameter, point, both values and their difference.
 */
export async function checkOwnKernel(gpu: GpuContext, id: string, wgsl: string): Promise<void> {
  const { parameters } = describe({ id });
  const names = parameters.map(({ name }) => name);
  await checkText(gpu, { id }, wgsl);
  const planes = Math.min(PLANES, Math.ceil(names.length / 2));
  const points = pointsOf(parameters, planes + 1, 2).slice(1);
  for (const [k, at] of points.entries()) {
    const axes = [2 * k, 2 * k + 1].filter((i) => i < names.length).map((i) => parameters[i]!);
    const [x, y] = axes.map(({ name }) => ({ parameter: name }));
    const ref: ProblemRef = {
      id,
      parameters: Object.fromEntries(names.map((name, i) => [name, at[i]!])),
      trained: axes.map(({ name }) => name),
      plane: { x: x!, ...(y && { y }) },
    };
    const [across, up = [-1, 1]] = axes.map(({ usual, min, max }): Range => usual ?? [min, max]);
    await checkPlane(gpu, ref, { x: across!, y: up });
  }
}

async function checkPlane(
  gpu: GpuContext,
  ref: ProblemRef,
  window: { x: Range; y: Range },
): Promise<void> {
  const { theta, values } = describe(ref);
  const n = theta.length;
  const height = n === 1 ? 1 : SIDE;
  const got = await gpuLandscape(gpu, { problem: ref, window, width: SIDE, height });
  const bound = bind(ref);
  const [xs, ys] = [cellCentres(window.x, SIDE), cellCentres(window.y, height)];
  const cells = Array.from({ length: SIDE * height }, (_, k) => {
    const at = Float64Array.of(xs[k % SIDE]!, ys[Math.floor(k / SIDE)]!).subarray(0, n);
    const slope = new Float64Array(n);
    bound.gradient(at, slope);
    return { at, loss: bound.loss(at), slope };
  });
  const defined = cells.filter(({ loss }) => !Number.isNaN(loss));
  const highest = Math.max(0, ...defined.map(({ loss }) => Math.abs(loss)));
  const steepest = Math.max(0, ...defined.map(({ slope }) => Math.max(...slope.map(Math.abs))));
  const hold = (what: string, at: Float64Array, f32: number, f64: number, within: number) => {
    if (Math.abs(f32 - f64) <= within || (Number.isNaN(f32) && Number.isNaN(f64))) return;
    const others = { ...values, ...Object.fromEntries(theta.map((name, i) => [name, at[i]!])) };
    const place = Object.entries(others).map(
      ([name, value]) => `${name} = ${Number(value.toPrecision(6))}`,
    );
    const apart = Number(Math.abs(f32 - f64).toPrecision(3));
    throw new RangeError(
      `problem "${ref.id}": ${what} of its wgsl at ${listed(place)} is ${f32}, in f64 ${f64}: ${apart} apart`,
    );
  };
  for (const [k, { at, loss, slope }] of cells.entries()) {
    hold('the loss', at, got.loss[k]!, loss, OF_LOSS * highest + 1e-6);
    const within = OF_SLOPE * steepest + OF_LOSS_IN_SLOPE * highest + 1e-6;
    for (const [i, name] of theta.entries()) {
      hold(`the gradient by "${name}"`, at, got.gradient[2 * k + i]!, slope[i]!, within);
    }
  }
}
