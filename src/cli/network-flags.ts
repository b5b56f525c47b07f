// Flags that say what a network is to be made of.
import { type Command, Option } from 'commander';
import { readWeights, WEIGHTS_LIMIT } from '../fields/formats/weights.ts';
import { understood } from '../fields/weights-network.ts';
import { quote } from '../math/format.ts';
import { ACTIVATIONS, DRAWS, LOSSES, type NetworkRef } from '../problems/networks/spec.ts';
import type { Problem } from '../problems/problem.ts';
import { problems } from '../problems/registry.ts';
import { Failure } from './failure.ts';
import { integer, number } from './values.ts';
import { bytesOf } from './whole-file.ts';

export interface NetworkFlags {
  layers?: string;
  activation?: string;
  output?: string;
  loss?: string;
  /** true for --bias, false for --no-bias. */
  bias?: boolean;
  gains?: string;
  weightsFrom?: string;
  dataPoints?: string;
  noise?: string;
  dataSeed?: string;
  test?: string;
  splitSeed?: string;
  batch?: string;
  shuffleSeed?: string;
  stopAt?: string;
}

const FLAGS: readonly (readonly [flags: string, text: string])[] = [
  ['--layers <n,n,…>', 'units of each layer, the inputs first, as in 2,10,10,10,1'],
  [
    '--activation <name,…>',
    `of the hidden layers, one for all or one for each: ${ACTIVATIONS.join(', ')}`,
  ],
  ['--output <name>', 'the last layer’s activation (default: what the loss goes with)'],
  ['--loss <name>', LOSSES.join(', ')],
  ['--bias', 'with biases'],
  ['--no-bias', 'without biases'],
  ['--gains <g,g,…>', 'what multiplies each layer’s weighted sums (default: 1)'],
  [
    '--weights-from <file>',
    'layers and weights from a .safetensors or .json file, with what it says of activations and loss',
  ],
  ['--data-points <n>', 'how many points of data that are drawn'],
  ['--noise <s>', 'deviation of their noise'],
  ['--data-seed <n>', 'seed of these data'],
  ['--test <share>', 'share of the points that are kept for testing'],
  ['--split-seed <n>', 'seed of which these are'],
  ['--batch <n>', 'points of a mini-batch (0: all)'],
  ['--shuffle-seed <n>', 'seed of the order of points in each epoch'],
  [
    '--stop-at <change>',
    'a run stops when its epoch’s mean loss changes by no more than this, or never',
  ],
];

export function addNetworkFlags(command: Command): Command {
  for (const [flags, text] of FLAGS) {
    command.addOption(new Option(flags, text).helpGroup('Options of networks:'));
  }
  return command;
}

/** Numbers and names are checked with the network: here it is only whether a number is one. */
const NUMBERS: Readonly<Record<string, keyof NetworkRef>> = {
  dataPoints: 'points',
  noise: 'noise',
  dataSeed: 'dataSeed',
  test: 'test',
  splitSeed: 'splitSeed',
  batch: 'batch',
  shuffleSeed: 'shuffleSeed',
};

const flagOf = (name: string) => `--${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`;

/** Whether a problem takes another network than its own. */
export const isMadeOfNetwork = ({ withoutDefaults }: Problem): boolean =>
  withoutDefaults !== undefined;

/**
 * What the flags say of a problem's network; undefined where they say nothing. Throws a RangeError that quotes a flag,
 * or one of a problem that is no network.
 */
export function networkOf(
  flags: NetworkFlags & { init?: string; seed?: string },
  problem: Problem,
): NetworkRef | undefined {
  const own = ownOf(flags);
  if (!isMadeOfNetwork(problem)) {
    refuse(problem.id, own);
    return undefined;
  }
  const list = (name: 'layers' | 'gains') =>
    own[name]?.split(',').map((part) => number(part, flagOf(name)));
  const activation = own.activation?.split(',');
  const ref: Record<string, unknown> = {
    ...(own.weightsFrom !== undefined && weightsOf(own.weightsFrom, own, problem)),
    ...(own.layers !== undefined && { layers: list('layers') }),
    ...(activation && { activation: activation.length === 1 ? activation[0] : activation }),
    ...(own.output !== undefined && { output: own.output }),
    ...(own.loss !== undefined && { loss: own.loss }),
    ...(own.bias !== undefined && { bias: own.bias }),
    ...(own.gains !== undefined && { gains: list('gains') }),
    ...(flags.init !== undefined && { initialisation: drawOf(flags.init) }),
    ...(flags.seed !== undefined && { seed: integer(flags.seed, '--seed', 0, 2 ** 32 - 1) }),
    ...(own.stopAt !== undefined && {
      stopAt: own.stopAt === 'never' ? null : number(own.stopAt, '--stop-at'),
    }),
  };
  for (const [name, key] of Object.entries(NUMBERS)) {
    const text = own[name as keyof NetworkFlags] as string | undefined;
    if (text !== undefined) ref[key] = number(text, flagOf(name));
  }
  return Object.keys(ref).length > 0 ? (ref as NetworkRef) : undefined;
}

/** Throws a RangeError for the first flag that goes with networks only. */
function refuse(id: string, own: NetworkFlags): void {
  const [said] = Object.keys(own);
  if (said === undefined) return;
  const ids = Object.values(problems).flatMap((problem) =>
    isMadeOfNetwork(problem) ? problem.id : [],
  );
  const flag = flagOf(own.bias === false && said === 'bias' ? 'noBias' : said);
  throw new RangeError(
    `${flag}: problem "${id}" is no network; it goes with --problem ${ids.join(', ')}`,
  );
}

/** The flags that are given. */
function ownOf(flags: NetworkFlags): NetworkFlags {
  const names = [
    'layers',
    'activation',
    'output',
    'loss',
    'bias',
    'gains',
    'weightsFrom',
    'stopAt',
    ...Object.keys(NUMBERS),
  ] as (keyof NetworkFlags)[];
  const given = names.filter((name) => flags[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, flags[name]]));
}

function drawOf(init: string) {
  if (DRAWS.some((known) => known === init)) return init;
  throw new RangeError(`--init: ${quote(init)} is not one of ${DRAWS.join(', ')}`);
}

/**
 * The network in a file, as the page understands it: what the file does not say is the problem's, where it fits, unless a
 * flag says it. Throws a Failure for a file that cannot be read or is none, or names what there is not.
 */
function weightsOf(path: string, own: NetworkFlags, { network }: Problem): NetworkRef {
  const bytes = bytesOf(path, WEIGHTS_LIMIT);
  try {
    const found = understood(readWeights(bytes), network?.spec ?? null);
    const { layers, bias, gains, hidden, output, loss, weights, unknown } = found;
    const isSaid = [own.activation, own.output, own.loss].some((flag) => flag !== undefined);
    if (unknown !== null && !isSaid) {
      throw new RangeError(`${unknown} (--activation, --output, --loss)`);
    }
    return {
      layers,
      bias,
      gains,
      weights,
      ...(hidden.length > 0 && { activation: hidden.map(({ value }) => value) }),
      loss: loss.value,
      // Unsaid it is what the loss goes with, another loss of a flag too.
      ...(output.isSaid && { output: output.value }),
    };
  } catch (error) {
    throw new Failure(`"${path}": ${(error as Error).message}`);
  }
}
