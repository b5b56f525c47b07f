// What of a network's step is written out for each four weights: with constant indices a run's numbers cost a twentieth of
// what they cost with variable ones on the software adapter. The rest is shaders/network-step.wgsl. An optimizer is all that
// stands in a text: to choose among five at each four weights takes a fifth of the time that all else takes to compile.
import type { OptimizerKind } from '../../optimizers.ts';

/** What is remembered, from the slope `g`, and Δ: f32 twin of updateOf in shaders/optimizers.wgsl. */
const UPDATES: Readonly<Record<OptimizerKind, { first?: string; second?: string; delta: string }>> =
  {
    gd: { delta: 'rate * g' },
    momentum: { first: 'hyper.momentum * first + g', delta: 'rate * m' },
    nesterov: { first: 'hyper.momentum * first + g', delta: 'rate * (g + hyper.momentum * m)' },
    rmsprop: {
      second: 'second + hyper.decayRest * (g * g - second)',
      delta: 'rate * g / (sqrt(v) + hyper.epsilon)',
    },
    adam: {
      first: 'first + hyper.beta1Rest * (g - first)',
      second: 'second + hyper.beta2Rest * (g * g - second)',
      delta: 'rate * bias.root * m / (bias.rest * (sqrt(v) + epsilon))',
    },
  };

/** What an optimizer remembers of each weight, in numbers. */
export const memories = (optimizer: OptimizerKind): number =>
  Object.keys(UPDATES[optimizer]).length - 1;

const by = (q: number) => (text: string) =>
  text
    .replace(/\brate\b/g, `rate[${q}]`)
    .replace(/\bfirst\b/g, `kept[FIRST + ${q}u]`)
    .replace(/\bsecond\b/g, `kept[SECOND + ${q}u]`);

/**
 * WGSL of stepped(stepper, bias): a step of `optimizer` into lo for runs of `size` weights; returns the sum of the weights'
 * squares. `cuts` says that gradients may be so large that their squares leave f32.
 */
export function steppedWgsl(
  size: number,
  cuts: boolean,
  optimizer: OptimizerKind,
  sums: boolean,
): string {
  const { first, second, delta } = UPDATES[optimizer];
  const update = (q: number) => {
    const at = by(q);
    return [
      '  {',
      `    let g = ${cuts && second ? `squarable(slopes[${q}])` : `slopes[${q}]`};`,
      ...(first ? [`    let m = ${at(first)};`, `    kept[FIRST + ${q}u] = m;`] : []),
      ...(second ? [`    let v = ${at(second)};`, `    kept[SECOND + ${q}u] = v;`] : []),
      `    let rest = kept[LO + ${q}u] - ${at(delta)};`,
      `    kept[LO + ${q}u] = rest;`,
      `    let w = kept[${q}u] + rest;`,
      ...(sums ? [`    weight[${q}] = w;`] : []),
      '    size += dot(w, w);',
      '  }',
    ].join('\n');
  };
  return `
fn stepped(stepper: Stepper, bias: Bias) -> f32 {
  let hyper = stepper.hyper;
  let epsilon = hyper.epsilon * bias.root;
  var size = 0.0;
${each(size, update)}
  return size;
}
`;
}

/** Up to so many weights what is done every few steps is written out too. */
const UNROLLED = 64;

/** WGSL of settleWeights(): moves what lo has gathered to hi, see carry in shaders/pair.wgsl. */
export function settleWgsl(size: number): string {
  const carry = (q: string) => `  {
    let c = floor(kept[LO + ${q}] * 1024 + 0.5) / 1024;
    kept[${q}] += c;
    kept[LO + ${q}] -= c;
  }`;
  const all =
    size > UNROLLED
      ? `  for (var q = 0u; q < FOURS; q++)\n${carry('q')}`
      : each(size, (q) => carry(`${q}u`));
  return `
fn settleWeights() {
${all}
}
`;
}

const each = (size: number, of: (q: number) => string) =>
  Array.from({ length: Math.ceil(size / 4) }, (_, q) => of(q)).join('\n');
