// The gallery's pictures are states that the page takes, and what they say is so; the hints of the first view likewise.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { PICTURES } from '../../src/app/gallery/states.ts';
import { sweepSpecOf } from '../../src/app/state/job-specs.ts';
import { infoOf, problemOf } from '../../src/app/state/problem.ts';
import {
  activeOptimizers,
  DEFAULT_STATE,
  patched,
  type StatePatch,
} from '../../src/app/state/state.ts';
import { fromHash, toHash } from '../../src/app/state/url.ts';
import { PLATEAU, VALLEY } from '../../src/app/welcome/hints.ts';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import { SOLVED } from '../../src/engine.ts';
import '../../src/problems/catalogue.ts';
import { bind } from '../../src/problems/registry.ts';

const engine = createCpuEngine(inlinePool());
const folder = resolve(import.meta.dirname, '../../src/app/gallery/thumbs');

const stateOf = (id: string) => {
  const picture = PICTURES.find((each) => each.id === id);
  return patched(DEFAULT_STATE, picture!.patch);
};

type Kind = 'gd' | 'adam';
/** The iterates of a picture's runs by one optimizer: [run][frame], with the loss. */
async function runsOf(id: string, kind: Kind = 'gd', patch: StatePatch = {}, every = 1) {
  const state = patched(stateOf(id), patch);
  const optimizer = activeOptimizers(state).find((each) => each.kind === kind)!;
  const starts = state.starts.points.flat();
  const problem = problemOf(state);
  const { steps } = state;
  const { points, loss, frameSteps } = await engine.trajectories({
    ...{ problem, optimizer, starts, steps, every },
  });
  const at = (step: number) => frameSteps.indexOf(step);
  return {
    lossAt: (step: number) => loss[at(step)]!,
    pointAt: (step: number) => [...points.subarray(2 * at(step), 2 * at(step) + 2)],
  };
}

test('every picture is a state that the page takes, goes into a link, and has a small image; no image is left over', () => {
  for (const { id, patch } of PICTURES) {
    const state = patched(DEFAULT_STATE, patch);
    expect(fromHash(toHash(state)).state, id).toEqual(state);
    expect(existsSync(resolve(folder, `${id}.webp`)), id).toBe(true);
    expect(statSync(resolve(folder, `${id}.webp`)).size, id).toBeLessThanOrEqual(15_000);
  }
  expect(readdirSync(folder).toSorted()).toEqual(PICTURES.map(({ id }) => `${id}.webp`).toSorted());
});

test('learning rate 100 solves the homework in three steps, 50 and 200 end on plateaus', async () => {
  const { lossAt } = await runsOf('homework');
  expect(lossAt(2)).toBeGreaterThan(0.1);
  expect(lossAt(3)).toBeLessThan(0.1);
  for (const learningRate of [50, 100, 200]) {
    const patch = { optimizers: { gd: { learningRate } }, steps: 1000 };
    const run = await runsOf('homework', 'gd', patch, 500);
    const lost = run.lossAt(1000) > 1 && Math.abs(run.lossAt(1000) - run.lossAt(500)) < 1e-3;
    expect(lost, `${learningRate}`).toBe(learningRate !== 100);
  }
});

/** Over a map of so many pixels across the share of neighbours, sideways and upwards, with another outcome. */
async function borderOf(id: string, width: number): Promise<[sideways: number, upwards: number]> {
  const spec = { ...sweepSpecOf(stateOf(id), 'gd', 1), width, height: width };
  const { outcome } = await engine.sweep(spec);
  let [sideways, upwards] = [0, 0];
  for (let j = 1; j < width; j++) {
    for (let i = 1; i < width; i++) {
      const own = outcome[j * width + i];
      sideways += Number(own !== outcome[j * width + i - 1]);
      upwards += Number(own !== outcome[(j - 1) * width + i]);
    }
  }
  return [sideways / (width - 1) ** 2, upwards / (width - 1) ** 2];
}

test('a thousand times closer the border of η = 30 still parts a tenth of all neighbours, both ways', async () => {
  const { window } = stateOf('zoom');
  const home = stateOf('fractal').window;
  expect((home.x[1] - home.x[0]) / (window.x[1] - window.x[0])).toBeCloseTo(1000, 6);
  const [sideways, upwards] = await borderOf('zoom', 24);
  expect(Math.min(sideways, upwards)).toBeGreaterThan(0.1);
});

test('on the plateau gradient descent is not through after 1,000 steps, Adam after 100', async () => {
  const [gd, adam] = [await runsOf('plateau', 'gd'), await runsOf('plateau', 'adam')];
  expect(gd.lossAt(1000)).toBeGreaterThan(1.5);
  expect(adam.lossAt(100)).toBeLessThan(0.1);
});

test('the bowl is settled in below 2/3 and left above, the double well by its periods', async () => {
  const bowl = patched(stateOf('critical'), { tab: 'landscape' });
  const ends = async (problem: typeof bowl, rate: number) => {
    const { points, loss } = await engine.trajectories({
      problem: problemOf(problem),
      optimizer: { kind: 'gd', learningRate: rate },
      starts: problem.spectrum.start.slice(),
      steps: 3000,
      every: 1,
    });
    return { w: [...points.subarray(-16)], loss: loss.at(-1)! };
  };
  expect((await ends(bowl, 0.66)).loss).toBeCloseTo(4, 9);
  expect((await ends(bowl, 0.68)).loss).toBeGreaterThan(1e6);
  const well = stateOf('chaos');
  for (const [rate, period] of [
    [0.9, 1],
    [1.1, 2],
    [1.26, 4],
    [1.295, 8],
  ] as const) {
    const { w } = await ends(well, rate);
    expect(new Set(w.map((value) => value.toFixed(6))).size, `${rate}`).toBe(period);
  }
  expect((await ends(well, 2.05)).loss).toBeGreaterThan(1e6);
});

test('in Rosenbrock’s valley gradient descent is under way after 3,000 steps, Adam there after 1,000', async () => {
  const [gd, adam] = [await runsOf('valley', 'gd'), await runsOf('valley', 'adam')];
  const away = ([x, y]: number[]) => Math.hypot(x! - 1, y! - 1);
  expect(away(gd.pointAt(3000))).toBeGreaterThan(0.2);
  expect(away(adam.pointAt(1000))).toBeLessThan(0.01);
  // It is in the valley, y = x², at once.
  const [x, y] = gd.pointAt(100);
  expect(Math.abs(y! - x! * x!)).toBeLessThan(0.05);
});

test('λmax climbs to 2/η within 5 % and stays, and with η = 0.5 no run ends where x² + y² is over 4', async () => {
  const edge = stateOf('edge');
  const run = await engine.trajectories({
    problem: problemOf(edge),
    optimizer: activeOptimizers(edge)[0]!,
    starts: edge.starts.points.flat(),
    steps: edge.steps,
    every: 1000,
  });
  const sharp = await engine.curvatureAlong(problemOf(edge), run.points);
  const [first, , second, last] = [...sharp].map((lambda) => lambda * 0.3);
  expect(first).toBeLessThan(1);
  expect(Math.abs(second! - 2)).toBeLessThan(0.1);
  expect(Math.abs(last! - 2)).toBeLessThan(0.1);

  const flat = stateOf('flat');
  const { x, y } = flat.window;
  const side = 9;
  const starts = Array.from({ length: side * side }, (_, k) => [
    x[0] + ((x[1] - x[0]) * ((k % side) + 0.5)) / side,
    y[0] + ((y[1] - y[0]) * (Math.floor(k / side) + 0.37)) / side,
  ]).flat();
  const { points, loss, frameSteps } = await engine.trajectories({
    problem: problemOf(flat),
    optimizer: activeOptimizers(flat)[0]!,
    ...{ starts, steps: 2000, every: 2000 },
  });
  let ended = 0;
  for (let k = 0; k < side * side; k++) {
    const at = k * frameSteps.length + frameSteps.length - 1;
    if (!(loss[at]! < 1e-6)) continue;
    ended++;
    expect(points[2 * at]! ** 2 + points[2 * at + 1]! ** 2).toBeLessThan(4.001);
  }
  expect(ended).toBeGreaterThan(10);
});

test('of Himmelblau’s four minima, all 0, each start’s run finds one, and each is found', async () => {
  const state = stateOf('minima');
  const spec = { ...sweepSpecOf(state, 'gd', 1), width: 16, height: 16 };
  const { point, loss, outcome } = await engine.sweep(spec);
  const found = new Set<string>();
  for (let k = 0; k < 256; k++) {
    expect(outcome[k]).toBe(SOLVED);
    expect(loss[k]).toBeLessThan(1e-9);
    found.add([point[2 * k]!, point[2 * k + 1]!].map((value) => value.toFixed(2)).join());
  }
  expect([...found].toSorted()).toEqual(['-2.81,3.13', '-3.78,-3.28', '3.00,2.00', '3.58,-1.85']);
});

test('learning rates that train and that do not have a ragged border: along a third of the columns it is crossed again', async () => {
  const spec = { ...sweepSpecOf(stateOf('trainability'), 'gd', 1), width: 16, height: 16 };
  const { measure } = await engine.sweep(spec);
  const trains = [...measure!].map((value) => value < 0);
  const share = trains.filter(Boolean).length / trains.length;
  expect(Math.abs(share - 0.5)).toBeLessThan(0.25);
  let again = 0;
  for (let i = 0; i < 16; i++) {
    let crossed = 0;
    for (let j = 1; j < 16; j++) crossed += Number(trains[16 * j + i] !== trains[16 * (j - 1) + i]);
    if (crossed > 1) again++;
  }
  expect(again).toBeGreaterThanOrEqual(5);
});

test('the network of the two spirals learns them, all its weights trained', async () => {
  const state = stateOf('planes');
  expect(infoOf(state).trained.every(Boolean)).toBe(true);
  const adam = await runsOf('planes', 'adam', {}, state.steps);
  expect(adam.lossAt(0)).toBeGreaterThan(0.6);
  expect(adam.lossAt(state.steps)).toBeLessThan(0.01);
});

test('three optimizers run over the landscape in space, and a formula’s constant is a slider that changes it', async () => {
  expect(activeOptimizers(stateOf('surface')).length).toBe(3);
  const own = stateOf('formula');
  const { parameters } = infoOf(own);
  const a = parameters.find(({ name }) => name === 'a')!;
  expect(a.min).toBeLessThan(a.max);
  const at = (patch: StatePatch) =>
    bind(problemOf(patched(own, patch))).loss(Float64Array.of(1, 1));
  expect(at({ parameters: { a: a.max } })).not.toBe(at({ parameters: { a: a.min } }));
});

test('the hints of the first view: both runs are stuck on the plateau, and in the valley all four are right', async () => {
  for (const kind of ['gd', 'adam'] as const) {
    const optimizer = activeOptimizers(DEFAULT_STATE).find((each) => each.kind === kind)!;
    const { loss } = await engine.trajectories({
      problem: problemOf(DEFAULT_STATE),
      ...{
        optimizer,
        starts: [...PLATEAU],
        steps: DEFAULT_STATE.steps,
        every: DEFAULT_STATE.steps,
      },
    });
    expect(loss.at(-1), kind).toBeGreaterThan(1.5);
  }
  const { samples } = infoOf(DEFAULT_STATE);
  const { outputs } = bind(problemOf(DEFAULT_STATE));
  const says = outputs!(Float64Array.from(VALLEY));
  for (const [i, { target }] of samples.entries()) {
    expect(Math.abs(says[i]! - target)).toBeLessThan(0.05);
  }
});
