// Flags that say which problem, with which values, what of it is trained, and where the plane of the maps lies.
import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { ProblemRef } from '../engine.ts';
import { readCsv } from '../fields/read-csv.ts';
import { listed, quote } from '../math/format.ts';
import { seededRandom } from '../math/rng.ts';
import { TABLE_LIMIT } from '../problems/data.ts';
import { INITIALISATIONS, type Initialisation, initialValues } from '../problems/initialisation.ts';
import { columnsOf } from '../problems/networks/data.ts';
import { DRAWS, type NetworkRef } from '../problems/networks/spec.ts';
import type { Direction, PlaneSpec } from '../problems/plane.ts';
import type { DataRows, ParameterInfo, Problem, ProblemInfo } from '../problems/problem.ts';
import {
  checkValue,
  DEFAULT_PROBLEM,
  describe,
  problemOf as madeProblem,
  problemById,
  problems,
} from '../problems/registry.ts';
import { check, planeSchema } from '../schemas.ts';
import { Failure } from './failure.ts';
import { addNetworkFlags, isMadeOfNetwork, type NetworkFlags, networkOf } from './network-flags.ts';
import { integer, number } from './values.ts';
import { bytesOf } from './whole-file.ts';

type ProblemData = NonNullable<Problem['data']>;

export interface ProblemFlags extends NetworkFlags {
  /** Default: that of --spec, or the first of all. */
  problem?: string;
  formula?: string;
  data?: string;
  param?: string[];
  at?: string[];
  train?: string;
  plane?: string;
  init?: string;
  seed?: string;
}

/** The names that help texts show as examples: those of the default problem's axes. */
export const [X, Y] = describe({ id: DEFAULT_PROBLEM }).plane.names;

/** The default problem's window and threshold, likewise. */
export const WINDOW = Object.values(problemById(DEFAULT_PROBLEM).window).flat().join(',');
export const SOLVED = problemById(DEFAULT_PROBLEM).thresholds.solved;

/** A parameter of the default problem that is fixed, likewise, with a value that it does not have. */
export const FIXED = (() => {
  const { parameters, theta } = describe({ id: DEFAULT_PROBLEM });
  const { name, default: value } = parameters.findLast(
    (info) => !theta.includes(info.name) && info.name.endsWith('2'),
  )!;
  return `${name}=${value + 1}`;
})();

/** Gathers the values of a flag that may be given several times. */
export const collect = (value: string, all: string[] = []) => [...all, value];

export function addProblemFlags(command: Command): Command {
  const withOwn = command
    .option(
      '--problem <id>',
      `one of ${Object.keys(problems).join(', ')} (default: ${DEFAULT_PROBLEM})`,
    )
    .option('--formula <text>', 'the formula of a problem that is one')
    .option(
      '--data <file.csv|name>',
      'what a problem with data is fitted to: points from a table, or one of its own sets',
    )
    .option('--param <name=value>', `value of a parameter, as in ${FIXED}; repeatable`, collect)
    .option(
      '--at <name=value,…>',
      `values of parameters: where runs start and the plane lies, as in ${X}=0,${Y}=0`,
      collect,
    )
    .option(
      '--train <names|all>',
      `which parameters are trained, as in ${X},${Y}, or layers of a network, as in layer2`,
    )
    .option(
      '--plane <x,y>',
      `the map's two axes: parameters, as in ${X},${Y}, or random:SEED[:plain], or a plane as JSON`,
    )
    .option(
      '--init <name>',
      `draws what is trained at random: ${INITIALISATIONS.join(', ')}; of networks also ${DRAWS.filter(
        (draw) => !INITIALISATIONS.some((known) => known === draw),
      ).join(', ')} (see --seed)`,
    )
    .option('--seed <n>', 'seed of what is drawn at random (default: 1, or the network’s own)');
  return addNetworkFlags(withOwn);
}

export const seedOf = ({ seed = '1' }: Pick<ProblemFlags, 'seed'>) =>
  integer(seed, '--seed', 0, 2 ** 32 - 1);

/**
 * The problem that the flags describe; what they leave out is as in `base`, if that is of the same problem. Throws a
 * RangeError that quotes what is wrong with one.
 */
export function problemOf(flags: ProblemFlags, base?: ProblemRef): ProblemRef {
  const {
    problem: id = base?.id ?? DEFAULT_PROBLEM,
    param = [],
    at = [],
    train,
    plane,
    init,
  } = flags;
  // Also where nothing is drawn: a seed that is none is a slip.
  seedOf(flags);
  const before = base?.id === id ? base : undefined;
  const problem = problemById(id);
  const own = networkOf(flags, problem);
  const network = own && { ...before?.network, ...own };
  const { formula, data, network: was } = before ?? {};
  const made = {
    ...definedOf({ formula, data, network: was }),
    ...madeOf(problem, flags, network ?? was),
    ...(network && { network }),
  };
  const { parameters: infos } = madeProblem({ id, ...made });
  const names = infos.map(({ name }) => name);
  const given = {
    ...assignments(infos, '--param', param),
    ...assignments(
      infos,
      '--at',
      at.flatMap((list) => list.split(',')),
    ),
  };
  const all = { ...before?.parameters, ...given };
  const ref: ProblemRef = {
    ...definedOf({ trained: before?.trained, plane: before?.plane }),
    id,
    ...made,
    parameters: all,
    ...(train === undefined ? {} : { trained: train === 'all' ? names : train.split(',') }),
    ...(plane === undefined ? {} : { plane: planeOf(plane) }),
  };
  const info = describe(ref);
  if (init === undefined || isMadeOfNetwork(problem)) return ref;
  const start = drawn(info, initialisation(init), seedOf(flags));
  return { ...ref, parameters: { ...before?.parameters, ...start, ...given } };
}

/** An object without what is undefined in it. */
function definedOf<T extends object>(parts: T): Partial<T> {
  const defined = Object.entries(parts).filter(([, value]) => value !== undefined);
  return Object.fromEntries(defined) as Partial<T>;
}

/** The formula or the data that the flags give a problem. */
function madeOf(
  problem: Problem,
  { formula, data }: ProblemFlags,
  network: NetworkRef | undefined,
): Pick<ProblemRef, 'formula' | 'data'> {
  if (formula !== undefined && problem.formula === undefined) {
    throw new RangeError(
      `--formula: problem "${problem.id}" is made of no formula; ${idsWith('formula')}`,
    );
  }
  if (data === undefined) return formula === undefined ? {} : { formula };
  if (!problem.data) {
    throw new RangeError(
      `--data: problem "${problem.id}" is fitted to no data; ${idsWith('data')}`,
    );
  }
  const own = network ? dataOf(problem, network) : problem.data;
  return { data: Object.hasOwn(own.sets, data) ? data : pointsOf(data, own) };
}

/** The columns and sets of a network that is otherwise than its preset; there may be no set that fits it. */
function dataOf({ id, network }: Problem, ref: NetworkRef): ProblemData {
  const { spec } = network!;
  const columns = columnsOf({ layers: ref.layers ?? spec.layers, loss: ref.loss ?? spec.loss });
  // Of points that fit any network.
  return madeProblem({ id, network: ref, data: [columns.map(() => 0)] }).data!;
}

/** Which problems have one or the other, in words. */
function idsWith(what: 'formula' | 'data'): string {
  const ids = Object.values(problems).flatMap((problem) => (problem[what] ? [problem.id] : []));
  return `it goes with --problem ${ids.join(', ')}`;
}

/** The points in a file. Throws a RangeError for what looks like no file, a Failure for one that cannot be used. */
function pointsOf(path: string, { columns, classes, sets }: ProblemData): DataRows {
  if (!existsSync(path) && !/[./\\]/.test(path)) {
    throw new RangeError(
      `--data: ${quote(path)} is neither a file nor one of ${Object.keys(sets).join(', ')}`,
    );
  }
  const text = new TextDecoder().decode(bytesOf(path, TABLE_LIMIT));
  try {
    return readCsv(text, columns, classes).rows;
  } catch (error) {
    throw new Failure(`"${path}": ${(error as Error).message}`);
  }
}

function initialisation(init: string): Initialisation {
  const kind = INITIALISATIONS.find((known) => known === init);
  if (kind) return kind;
  throw new RangeError(`--init: ${quote(init)} is not one of ${INITIALISATIONS.join(', ')}`);
}

/** Random values of what is trained. */
function drawn({ parameters, theta, trained }: ProblemInfo, kind: Initialisation, seed: number) {
  const infos = parameters.filter(({ name }) => trained[theta.indexOf(name)]);
  const values = initialValues(kind, infos, seededRandom(seed));
  return Object.fromEntries(infos.map(({ name }, i) => [name, values[i]!]));
}

/** "b2=-4" and so on. */
function assignments(infos: readonly ParameterInfo[], flag: string, given: readonly string[]) {
  return Object.fromEntries(
    given.map((text) => {
      const [, name = '', value = ''] = /^([^=]*)=(.*)$/.exec(text) ?? [];
      const info = infos.find((known) => known.name === name);
      if (!info) {
        const names = listed(infos.map((known) => known.name));
        throw new RangeError(`${flag}: ${quote(text)} is not NAME=VALUE with a NAME of ${names}`);
      }
      const n = number(value, `${flag} ${name}`);
      checkValue(info, n, `${flag} ${name}`);
      return [name, n];
    }),
  );
}

/** "w11,b1", "random:1,random:2:plain", or a plane as JSON. */
function planeOf(text: string): PlaneSpec {
  if (text.startsWith('{')) {
    let plane: unknown;
    try {
      plane = JSON.parse(text);
    } catch {
      throw new RangeError(`--plane: ${quote(text)} is not JSON`);
    }
    return check(planeSchema, plane, '--plane');
  }
  const [x, y, ...rest] = text.split(',');
  if (!x || !y || rest.length > 0) {
    throw new RangeError(
      `--plane: ${quote(text)} is not two parameters, or random:SEED, with a comma between`,
    );
  }
  return { x: directionOf(x), y: directionOf(y) };
}

/** A parameter's name, "random:SEED", or "random:SEED:plain" for one that is not normalised. */
function directionOf(text: string): Direction {
  const [kind, seed = '', how, ...rest] = text.split(':');
  if (kind !== 'random') return { parameter: text };
  if (rest.length > 0 || (how !== undefined && how !== 'plain')) {
    throw new RangeError(`--plane: ${quote(text)} is not random:SEED or random:SEED:plain`);
  }
  const random = integer(seed, `--plane ${text}`, 0, 2 ** 32 - 1);
  return how === 'plain' ? { random, normalised: false } : { random };
}

/** Where the flags' point lies on its plane: the values of its axes' parameters, 0 along a vector. */
export function planePoint({ plane, values }: ProblemInfo): [x: number, y: number] {
  return [values[plane.names[0]] ?? 0, values[plane.names[1]] ?? 0];
}
