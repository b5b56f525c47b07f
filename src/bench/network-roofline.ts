// Rooflines of networks: what a step of theirs costs at least, and a loop of nothing but that.
import math from '../../shaders/math.wgsl?raw';
import network from '../../shaders/network.wgsl?raw';
import { lanesWgsl } from '../gpu/kernels/network-lanes.ts';
import type { NetworkModel } from '../problems/networks/model.ts';

/** Operations of a step; a multiply-add is one. */
export interface Operations {
  exp2: number;
  divisions: number;
  roots: number;
  multiplyAdds: number;
}

/**
 * Those of gradient descent on all points that no kernel can do without: an exp2 and a division for every sigmoid, tanh and
 * logit; a multiply-add for every weight of a point forwards and for its slope, and above the first layer backwards, and
 * for every parameter's step. Inputs of 0 and 1 take none, nor do biases: those are left out or added.
 */
export function operationsOf({ layers, names, spec, train }: NetworkModel): Operations {
  const curved = layers.reduce((sum, { units }, l) => {
    return sum + (['sigmoid', 'tanh'].includes(spec.activations[l]!) ? units : 0);
  }, 0);
  const [first, ...above] = layers;
  const weightsAbove = above.reduce((sum, { from, units }) => sum + from * units, 0);
  const factors = train.inputs.filter((input) => input !== 0 && input !== 1).length;
  return {
    exp2: train.count * curved,
    divisions: train.count * curved,
    roots: 0,
    multiplyAdds: 2 * factors * first!.units + 3 * train.count * weightsAbove + names.length,
  };
}

/** Multiply-adds go through so many vectors, lest they wait for each other; no more, lest registers run out. */
const CHAINS = 2;

/** Exponentials of a round of the loop at least, beside which the loop itself costs nothing. */
const ROUND = 128;

/** Steps that a round of its loop does. */
export const stepsOfRound = ({ exp2 }: Operations): number => Math.ceil(ROUND / Math.max(1, exp2));

/** The shader, with the bindings of shaders/roofline.wgsl: four operations to a vector. */
export function networkRoofline(of: Operations): string {
  const inRound = stepsOfRound(of);
  const vectors = Math.max(1, Math.floor((inRound * of.exp2) / 4));
  const adds = Math.floor((inRound * of.multiplyAdds) / 4);
  // The inner loop has a part of a round, so that many compile as soon as few.
  let parts = Math.ceil(vectors / (ROUND / 4));
  while (vectors % parts > 0) parts++;
  const share = (all: number, k: number, n: number) =>
    Math.floor((all * (k + 1)) / n) - Math.floor((all * k) / n);
  const part = (exponentials: number, multiplyAdds: number) =>
    Array.from({ length: exponentials }, (_, i) => {
      const own = Array.from({ length: share(multiplyAdds, i, exponentials) }, (_, m) => {
        const chain = `a${m % CHAINS}`;
        return `      ${chain} = ${chain} * e + d;`;
      });
      return ['      e = power2Of(-e);', '      d = k.own.x / d;', ...own].join('\n');
    }).join('\n');
  const perPart = vectors / parts;
  const addsOfPart = Math.floor(adds / parts);
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
  // e stays within 0.5 and 1, d is 1, the chains stay below 8.
  var e = vec4f(f32(r % 64) / 64, 0.25, 0.5, 1);
  var d = vec4f(1);
${chains.map((a) => `  var ${a} = vec4f(0.5);`).join('\n')}
  for (var round = ENDLESS - i32(k.steps / ${inRound}); round < ENDLESS; round++) {
    for (var i = 0; i < ${parts}; i++) {
${part(perPart, addsOfPart)}
    }
  }
  let sum = ${[...chains, 'e', 'd'].join(' + ')};
  ends[r] = sum.xy + sum.zw;
}
`;
}
