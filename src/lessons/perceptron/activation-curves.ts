// The activations with their slopes, and the plots of both.
import { exp } from '../../math/exponential.ts';
import { tanh } from '../../math/hyperbolic.ts';
import { LEAK } from '../../problems/networks/layer.ts';
import { ACTIVATIONS, type Activation } from '../../problems/networks/spec.ts';
import { sigma, slope } from '../homework/figures.ts';
import { type Panel, type Plot, sampled } from '../plot.ts';

/** Values and slopes; step and ReLU have those of the product at 0, where they have none. */
export const FUNCTIONS: Readonly<
  Record<Activation, { of(z: number): number; slope(z: number): number }>
> = {
  identity: { of: (z) => z, slope: () => 1 },
  step: { of: (z) => Number(z >= 0), slope: () => 0 },
  sigmoid: { of: sigma, slope },
  tanh: {
    of: tanh,
    // 4e/(1 + e)², e = e^−2|z|: 1 − tanh² cancels far from 0.
    slope(z) {
      const e = exp(-2 * Math.abs(z));
      return (4 * e) / (1 + e) ** 2;
    },
  },
  relu: { of: (z) => Math.max(0, z), slope: (z) => Number(z > 0) },
  'leaky-relu': { of: (z) => (z > 0 ? z : LEAK * z), slope: (z) => (z > 0 ? 1 : LEAK) },
};

const SEEN = { x: [-4, 4], y: [-1.6, 2.4] } as const;

const panelOf = (name: Activation): Panel => ({
  title: `activations.${name}`,
  x: [...SEEN.x],
  y: [...SEEN.y],
  names: ['z', ''],
  of({ z }) {
    const { of, slope } = FUNCTIONS[name];
    // A jump is none of the curve.
    const curve = (f: (z: number) => number) => [
      ...sampled(f, [SEEN.x[0], -1e-9], 60),
      ...(of(-1e-9) !== of(1e-9) && Math.abs(f(-1e-9) - f(1e-9)) > 0.1
        ? [[Number.NaN, Number.NaN] as const]
        : []),
      ...sampled(f, [1e-9, SEEN.x[1]], 60),
    ];
    return {
      lines: [
        { style: 'second', places: curve(slope) },
        { style: 'first', places: curve(of) },
      ],
      points: [
        { mark: 'hollow', places: [[z!, slope(z!)]] },
        { mark: 'full', places: [[z!, of(z!)]] },
      ],
    };
  },
});

export const CURVES: Plot = {
  caption: 'activations.curves',
  size: 'small',
  panels: ACTIVATIONS.map(panelOf),
  legend: [
    { as: 'first', text: 'activations.value' },
    { as: 'second', text: 'activations.slope' },
    { as: 'full', text: 'activations.valueHere' },
    { as: 'hollow', text: 'activations.slopeHere' },
  ],
};
