// A feed-forward network on data as a problem: all of its weights and biases are its parameters.

import { quote } from '../../math/format.ts';
import type { Range } from '../../math/grid.ts';
import { seededStream } from '../../math/rng.ts';
import { LABEL, rowsOf, samplesOf } from '../data.ts';
import { normal } from '../initialisation.ts';
import { type DataRows, DIVERGED_AT, type ParameterInfo, type Problem } from '../problem.ts';
import { bindNetwork } from './backprop.ts';
import { classesOf, columnsOf, setsOf } from './data.ts';
import { layerPlaces, type NetworkModel, networkModel, parameterNames } from './model.ts';
import { NETWORK_KEYS, type NetworkRef, type NetworkSpec, networkSpec } from './spec.ts';
import { fans, startValues } from './start.ts';

/** A network that comes with Gradscape: what it is by default. */
export interface Preset
  extends Pick<Problem, 'id' | 'name' | 'summary' | 'about'>,
    Partial<Pick<Problem, 'usual' | 'sweep' | 'variants'>> {
  readonly network: NetworkRef;
  /** What of it follows the layers. */
  readonly scaled?: ((layers: readonly number[]) => Partial<NetworkRef>) | undefined;
  /** The set that it is trained on. */
  readonly data: string;
}

/** The parameters of a network by the order of their places, with where training starts. */
function parametersOf(spec: NetworkSpec, names: readonly string[]): ParameterInfo[] {
  const start = startValues(spec);
  const fan = fans(spec);
  let at = 0;
  let units = 0;
  return layerPlaces(spec).flatMap(({ from, units: here }, l) => {
    const count = here * (from + Number(spec.bias));
    const infos = Array.from({ length: count }, (_, k): ParameterInfo => {
      const bias = k >= here * from;
      const unit = bias ? k - here * from : Math.floor(k / from);
      const to = `unit ${unit + 1}`;
      return {
        name: names[at + k]!,
        default: start[at + k]!,
        min: -DIVERGED_AT,
        max: DIVERGED_AT,
        usual: [-5, 5],
        description: bias
          ? `layer ${l + 1}: bias of ${to}`
          : `layer ${l + 1}: weight to ${to} from ${l === 0 ? 'input' : 'unit'} ${(k % from) + 1}`,
        fan: fan[at + k]!,
        layer: `layer${l + 1}`,
        unit: units + unit,
      };
    });
    at += count;
    units += here;
    return infos;
  });
}

/** Inputs from N(0, 1), and what a network of the same shape, with weights of its own, makes of them. */
function taught(spec: NetworkSpec): DataRows {
  const { points, dataSeed, noise, layers } = spec;
  const random = seededStream(dataSeed, 'data');
  const [inputs, outputs] = [layers[0]!, layers.at(-1)!];
  const asked = Array.from({ length: points }, () =>
    Array.from({ length: inputs }, () => normal(random)),
  );
  const blank = asked.map((row) => [...row, ...Array<number>(outputs).fill(0)]);
  const drawn: NetworkSpec = {
    ...spec,
    initialisation: 'xavier',
    weights: null,
    batch: 0,
    stopAt: null,
  };
  // Other numbers than a start with the same seed.
  const weights = startValues({ ...drawn, seed: dataSeed ^ 0x5bd1e995 });
  const model = networkModel({ ...drawn, test: 0 }, blank);
  const values = Object.fromEntries(model.names.map((name, i) => [name, 2 * weights[i]!]));
  const rows: number[][] = [];
  const bound = bindNetwork(model, values, []);
  bound.respond!(new Float64Array(0), model.train.inputs, (k, through) => {
    const answers = Array.from(through.at(-1)!.h, (h) => h + noise * normal(random));
    rows.push([...asked[k]!, ...answers].map((value) => Number(value.toPrecision(9))));
  });
  return rows;
}

const ENTROPY_RANGE: Range = [0.01, 4];

function scaleOf({
  train,
  spec,
}: NetworkModel): Pick<Problem, 'lossUnit' | 'lossRange' | 'thresholds'> {
  if (spec.loss.endsWith('cross-entropy')) {
    return {
      lossUnit: 'nats',
      lossRange: ENTROPY_RANGE,
      thresholds: { solved: 0.1, solvedWithin: [0, 20], stalled: 1e-3 },
    };
  }
  const mean = train.targets.reduce((sum, t) => sum + t, 0) / train.targets.length;
  const variance =
    train.targets.reduce((sum, t) => sum + (t - mean) ** 2, 0) / train.targets.length;
  const best = (spec.loss === 'squared-error' ? 1 : 0.5) * (variance || 1);
  return {
    lossUnit: '',
    lossRange: [1e-3 * best, 10 * best],
    thresholds: {
      solved: Number((0.1 * best).toPrecision(2)),
      solvedWithin: [0, 1e30],
      stalled: 1e-4,
    },
  };
}

/** What a preset and a reference say together. */
function specOf({ network, scaled }: Preset, ref: NetworkRef): NetworkSpec {
  // What is there but undefined is left out.
  const said = Object.fromEntries(Object.entries(ref).filter(([, value]) => value !== undefined));
  const spec = networkSpec({ ...network, ...said });
  return scaled ? networkSpec({ ...network, ...scaled(spec.layers), ...said }) : spec;
}

/** What a reference says that its preset does not, in the order of NETWORK_KEYS. */
function withoutDefaults(preset: Preset, ref: NetworkRef): NetworkRef | undefined {
  // Weights are many, and always said: a start that equals them is a matter of chance.
  const { weights } = ref;
  const rest: NetworkRef = { ...ref, weights: undefined };
  const specAs = (of: NetworkRef) => {
    try {
      return JSON.stringify(specOf(preset, of));
    } catch {
      return null;
    }
  };
  const whole = specAs(rest);
  let short: NetworkRef = Object.fromEntries(
    NETWORK_KEYS.filter((key) => key !== 'weights' && rest[key] !== undefined).map((key) => [
      key,
      rest[key],
    ]),
  );
  for (const key of Object.keys(short) as (keyof NetworkRef)[]) {
    const { [key]: _, ...less } = short;
    if (specAs(less) === whole) short = less;
  }
  if (weights) return { ...short, weights };
  return Object.keys(short).length > 0 ? short : undefined;
}

/** Throws a RangeError for targets of several binary outputs that are no probabilities. */
function checkTargets({ spec, train, test, targetSize }: NetworkModel): void {
  if (spec.loss !== 'binary-cross-entropy') return;
  for (const { targets } of [train, test]) {
    const at = targets.findIndex((target) => !(target >= 0 && target <= 1));
    if (at < 0) continue;
    const column = targetSize === 1 ? LABEL : `y${(at % targetSize) + 1}`;
    throw new RangeError(
      `data: ${quote(targets[at])} of column ${column} is not a number from 0 to 1, as "${spec.loss}" takes`,
    );
  }
}

/** Multiply-adds of a step of a small network, the 2-2-1 of four samples: what `work` counts by. */
const SMALL = 100;

/** The problem that a preset makes of a reference. */
export function networkProblem(
  preset: Preset,
  ref: NetworkRef = {},
  data?: string | DataRows,
): Problem {
  const spec = specOf(preset, ref);
  const columns = columnsOf(spec);
  const sets = setsOf(spec);
  if (spec.loss.endsWith('squared-error')) {
    let rows: DataRows | undefined;
    Object.defineProperty(sets, 'teacher', {
      enumerable: true,
      get: () => {
        rows ??= taught(spec);
        return rows;
      },
    });
  }
  const name = preset.data in sets ? preset.data : Object.keys(sets)[0];
  const own = { columns, sets, set: name, classes: classesOf(spec) };
  if (data === undefined && name === undefined) {
    throw new RangeError(
      `network.layers: no set has columns ${columns.join(', ')}, as ${spec.layers.join('-')} with ${spec.loss} take: give rows of data`,
    );
  }
  const rows = rowsOf(own, data ?? name);
  const names = parameterNames(spec);
  const model = networkModel(spec, rows, names);
  checkTargets(model);
  const { id, name: title, summary, about } = preset;
  const multiplications =
    names.length * Math.min(model.train.count, spec.batch || Number.POSITIVE_INFINITY);
  const single = columns.length === spec.layers[0]! + 1;
  return {
    id,
    name: title,
    summary,
    about,
    parameters: parametersOf(spec, names),
    trained: model.layers.map((_, l) => `layer${l + 1}`),
    plane: { x: { random: 1 }, y: { random: 2 } },
    window: { x: [-2, 2], y: [-2, 2] },
    samples: single && spec.layers.at(-1) === 1 && spec.test === 0 ? samplesOf(rows) : [],
    usual: preset.usual ?? { learningRate: 0.1, steps: 1000 },
    ...(preset.sweep && { sweep: preset.sweep }),
    ...scaleOf(model),
    data: own,
    network: model,
    ...(preset.variants && { variants: preset.variants }),
    work: Math.max(1, multiplications / SMALL),
    with: (of) => networkProblem(preset, of.network, of.data),
    networkAt: (layers) => specOf(preset, { layers }),
    withoutDefaults: (of) => withoutDefaults(preset, of),
    bind: (values, theta) => bindNetwork(model, values, theta),
  };
}
