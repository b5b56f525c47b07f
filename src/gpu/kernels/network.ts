// f32 twin of src/problems/network.ts: writes the WGSL of a network's slope and loss, everything unrolled, four
// samples to a vector, weights at constant places of the run. The samples are literals: they are structure.
import helpers from '../../../shaders/network.wgsl?raw';
import type { Network } from '../../problems/network.ts';

/** slopeOf(run) and lossOf(run) for a network whose weights are at `names`' places of the run. */
export function networkWgsl(network: Network, names: readonly string[]): string {
  const groups = groupsOf(network);
  const place = (name: string) => `${names.indexOf(name)}u`;
  const hi = (name: string) => `(*run)[HI + ${place(name)}]`;
  const lo = (name: string) => `(*run)[LO + ${place(name)}]`;
  const { layers } = network;
  const last = layers.length - 1;

  /** Statements that put group g through; the last unit's z is the logit. */
  const forward = (g: number): string[] =>
    layers.flatMap((units, l) =>
      units.flatMap(({ weights, bias }, j) => {
        const from = weights.map((_, k) => (l === 0 ? groups[g]!.inputs[k]! : `h${l - 1}_${k}.h`));
        // Sums of hi are exact where inputs are small integers, so that saturated units lose no digits.
        const sum = (part: (name: string) => string) =>
          [part(bias), ...weights.map((name, k) => `${part(name)} * ${from[k]}`)].join(' + ');
        const z = `  let z${l}_${j} = (${sum(hi)}) + (vec4f(0) + ${sum(lo)});`;
        return l === last ? [z] : [z, `  let h${l}_${j} = sigmoidOf(z${l}_${j});`];
      }),
    );
  const towards = (g: number) => `${groups[g]!.signs} * z${last}_0`;

  /** Statements that add group g's part of every slope to `slope`. */
  const backward = (g: number): string[] => {
    const lines = [
      `  let answer = answerOf(${towards(g)});`,
      `  slope.merit *= productOf(${g < groups.length - 1 || groups[g]!.full ? 'answer.right' : `select(vec4f(1), answer.right, ${groups[g]!.real} > vec4f(0))`});`,
      `  let d${last}_0 = ${groups[g]!.residuals} * answer.wrong;`,
    ];
    for (let l = last; l >= 0; l--) {
      for (const [j, { weights, bias }] of layers[l]!.entries()) {
        if (l < last) {
          const above = layers[l + 1]!.map(
            (unit, i) => `d${l + 1}_${i} * weightOf(run, ${place(unit.weights[j]!)})`,
          ).join(' + ');
          lines.push(`  let d${l}_${j} = (${above}) * h${l}_${j}.slope;`);
        }
        lines.push(`  slope.gradient[${place(bias)}] += sumOf(d${l}_${j});`);
        for (const [k, name] of weights.entries()) {
          const from = l === 0 ? groups[g]!.inputs[k]! : `h${l - 1}_${k}.h`;
          lines.push(`  slope.gradient[${place(name)}] += dot(d${l}_${j}, ${from});`);
        }
      }
    }
    return lines;
  };
  const inGroups = (lines: (g: number) => string[]) =>
    groups.map((_, g) => ['  {', ...lines(g), '  }'].join('\n')).join('\n');

  return `${helpers}
fn slopeOf(run: ptr<function, Run>) -> Slope {
  var slope: Slope;
  slope.merit = 1;
${inGroups((g) => [...forward(g), ...backward(g)])}
  return slope;
}

fn lossOf(run: ptr<function, Run>) -> f32 {
  var sum = 0.0;
${inGroups((g) => [...forward(g), `  sum += entropyOf(${groups[g]!.full ? towards(g) : `select(vec4f(1e3), ${towards(g)}, ${groups[g]!.real} > vec4f(0))`});`])}
  return sum / ${network.inputs.length};
}
`;
}

/** The samples in fours, as WGSL literals; a last group with fewer is filled up with samples that count 0. */
function groupsOf({ inputs, targets }: Network) {
  const count = inputs.length;
  return Array.from({ length: Math.ceil(count / 4) }, (_, g) => {
    const of = (value: (s: number) => number) =>
      `vec4f(${[0, 1, 2, 3].map((k) => (4 * g + k < count ? value(4 * g + k) : 0)).join(', ')})`;
    return {
      full: 4 * g + 4 <= count,
      real: of(() => 1),
      inputs: inputs[0]!.map((_, k) => of((s) => inputs[s]![k]!)),
      signs: of((s) => (targets[s] === 1 ? 1 : -1)),
      residuals: of((s) => (targets[s] === 1 ? -1 : 1) / count),
    };
  });
}
