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

/** The shader, with the bindings of shaders/roofline.wgsl: four operations to a vector. */
export function networkRoofline({ exp2, multiplyAdds }: Operations): string {
  const rounds = Math.max(1, Math.round(exp2 / 4));
  const perRound = Math.floor(multiplyAdds / 4 / rounds);
  const rest = Math.round(multiplyAdds / 4) - rounds * perRound;
  const adds = (count: number) =>
    Array.from({ length: count }, (_, i) => {
      const chain = `a${i % CHAINS}`;
      return `    ${chain} = ${chain} * e + d;`;
    }).join('\n');
  const chains = Array.from({ length: CHAINS }, (_, i) => `a${i}`);
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
  var e = vec4f(f32(r % 64) / 64, 0.25, 0.5, 0.75);
  var d = vec4f(1);
${chains.map((a) => `  var ${a} = vec4f(0.5);`).join('\n')}
  for (var step = 0u; step < k.steps; step++) {
    for (var i = 0u; i < ${rounds}u; i++) {
    e = power2Of(-e - 0.125);
    d = k.own.x / (d + 0.25);
${adds(perRound)}
    }
${adds(rest)}
  }
  let sum = ${chains.join(' + ')} + e + d;
  ends[r] = sum.xy + sum.zw;
}
`;
}
