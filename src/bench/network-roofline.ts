// Rooflines of networks: what a step of theirs costs at least, and a loop of nothing but that.
import math from '../../shaders/math.wgsl?raw';
import network from '../../shaders/network.wgsl?raw';
import { lanesWgsl } from '../gpu/kernels/network-text.ts';
import type { NetworkModel } from '../problems/networks/model.ts';

/** Operations of a step; a multiply-add is one. */
export interface Operations {
  exp2: number;
  divisions: number;
  roots: number;
  multiplyAdds: number;
}

/**
 * Those of gradient descent on all points: an exp2 and a division for every sigmoid, tanh and logit; a multiply-add for
 * every weight forwards, for every parameter's slope, for every weight above the first layer backwards, and for every
 * parameter's step.
 */
export function operationsOf({ layers, names, spec, train }: NetworkModel): Operations {
  const curved = layers.reduce((sum, { units }, l) => {
    return sum + (['sigmoid', 'tanh'].includes(spec.activations[l]!) ? units : 0);
  }, 0);
  const weights = layers.map(({ from, units }) => from * units);
  const all = weights.reduce((sum, count) => sum + count, 0);
  const perPoint = all + names.length + (all - weights[0]!);
  return {
    exp2: train.count * curved,
    divisions: train.count * curved,
    roots: 0,
    multiplyAdds: train.count * perPoint + names.length,
  };
}

/** Multiply-adds go through so many chains, lest they wait for each other. */
const CHAINS = 8;
/** And units' exponentials, of which those of a layer do not wait for each other. */
const WIDE = 4;

/** The shader, with the bindings of shaders/roofline.wgsl: four operations to a vector. */
export function networkRoofline({ exp2, multiplyAdds }: Operations): string {
  const vectors = Math.max(1, Math.round(exp2 / 4));
  const adds = (count: number) =>
    Array.from({ length: count }, (_, i) => {
      const chain = `a${i % CHAINS}`;
      return `    ${chain} = ${chain} * e${i % WIDE} + d${i % WIDE};`;
    }).join('\n');
  const exponentials = (count: number) =>
    Array.from({ length: count }, (_, i) => i)
      .map((i) => `    e${i} = power2Of(-e${i} - 0.125);\n    d${i} = k.own.x / (d${i} + 0.25);`)
      .join('\n');
  const rounds = Math.floor(vectors / WIDE);
  const perRound = Math.floor((WIDE * multiplyAdds) / 4 / vectors);
  const rest = Math.max(0, Math.round(multiplyAdds / 4) - rounds * perRound);
  const chains = Array.from({ length: CHAINS }, (_, i) => `a${i}`);
  const wide = Array.from({ length: WIDE }, (_, i) => i);
  return `${math}
${lanesWgsl(4)}
${network}
struct Job {
  own: vec2f,
  both: vec2f,
  runs: u32,
  steps: u32,
}
@group(0) @binding(0) var<uniform> job: Job;
@group(0) @binding(1) var<storage, read_write> ends: array<vec2f>;
override workgroupSize: u32 = 64;

@compute @workgroup_size(workgroupSize)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let r = id.x;
  if r >= job.runs {
    return;
  }
  let k = job;
  // e stays within 0.25 and 1, d within 0.5 and 2, the chains below 8.
${wide.map((i) => `  var e${i} = vec4f(f32(r % 64) / 64, 0.25, 0.5, ${i + 1}.0 / ${WIDE});\n  var d${i} = vec4f(1);`).join('\n')}
${chains.map((a) => `  var ${a} = vec4f(0.5);`).join('\n')}
  for (var step = 0u; step < k.steps; step++) {
    for (var i = 0u; i < ${rounds}u; i++) {
${exponentials(WIDE)}
${adds(perRound)}
    }
${exponentials(vectors % WIDE)}
${adds(rest)}
  }
  let sum = ${[...chains, ...wide.flatMap((i) => [`e${i}`, `d${i}`])].join(' + ')};
  ends[r] = sum.xy + sum.zw;
}
`;
}
