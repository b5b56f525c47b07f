// The optimizers of the page's state: what their settings may be, and what they are first.
import * as v from 'valibot';
import { quote } from '../../math/format.ts';
import { DEFAULT_HYPER as hyper, type OptimizerKind } from '../../optimizers.ts';
import { RATE_LIMIT } from '../../quantities.ts';
import {
  adjustment,
  belowOne,
  epsilon,
  integer,
  number,
  object,
  scheduleSchema,
} from '../../schemas.ts';
import { NO_MORE } from './job-specs.ts';

const on = v.boolean((issue) => `${quote(issue.input)} is not true or false`);
const rate = number(0, RATE_LIMIT);

/** What every optimizer may have besides. */
const more = {
  weightDecay: adjustment,
  /** null where the rates stay as they are. Replaced as a whole. */
  schedule: v.nullable(scheduleSchema),
  noise: object({ deviation: adjustment, seed: integer(0, 2 ** 32 - 1) }),
};

export const optimizersSchema = object({
  gd: object({ on, learningRate: rate, ...more }),
  momentum: object({ on, learningRate: rate, momentum: belowOne, ...more }),
  nesterov: object({ on, learningRate: rate, momentum: belowOne, ...more }),
  rmsprop: object({ on, learningRate: rate, decay: belowOne, epsilon, ...more }),
  adam: object({
    on,
    learningRate: rate,
    beta1: belowOne,
    beta2: belowOne,
    epsilon,
    ...more,
  }),
});

/** With usual learning rates. */
export const defaultOptimizers = (
  rates: Readonly<Record<OptimizerKind, { learningRate: number }>>,
): v.InferOutput<typeof optimizersSchema> => ({
  gd: { on: true, ...rates.gd, ...NO_MORE },
  momentum: { on: false, ...rates.momentum, momentum: hyper.momentum, ...NO_MORE },
  nesterov: { on: false, ...rates.nesterov, momentum: hyper.momentum, ...NO_MORE },
  rmsprop: {
    on: false,
    ...rates.rmsprop,
    decay: hyper.decay,
    epsilon: hyper.epsilon,
    ...NO_MORE,
  },
  adam: {
    on: true,
    ...rates.adam,
    beta1: hyper.beta1,
    beta2: hyper.beta2,
    epsilon: hyper.epsilon,
    ...NO_MORE,
  },
});
