// Where the landscape's runs start, as the state has it.
import * as v from 'valibot';
import { INITIALISATIONS } from '../../problems/initialisation.ts';
import { integer, number, object, oneOf, windowSchema } from '../../schemas.ts';

/** Most runs drawn at once, over all optimizers' starts. */
export const STARTS_LIMIT = 10_000;
/** Starts off the plane: each may have hundreds of numbers. */
export const OFF_LIMIT = 8;

const coordinate = number(-1e6, 1e6);
export const start = v.strictTuple([coordinate, coordinate]);
/** Values of parameters by name; whether they are the problem's own is checked with the rest. */
const values = v.record(v.string(), v.unknown()) as v.GenericSchema<
  unknown,
  Record<string, number>
>;

export const startsSchema = object({
  /** Single starts, set by clicks. */
  points: v.pipe(
    v.array(start),
    v.maxLength(STARTS_LIMIT, (i) => `${i.received} starts are more than ${STARTS_LIMIT}`),
  ),
  /**
   * Starts off the plane: values of parameters that are not as the problem begins; {} is where it begins. Runs that
   * were there before the plane was laid elsewhere go on from these.
   */
  off: v.pipe(
    v.array(values),
    v.maxLength(OFF_LIMIT, (i) => `${i.received} starts off the plane are more than ${OFF_LIMIT}`),
  ),
  /** Those that are not shown, by their places among the single ones, counted from 0: those off the plane come first. */
  hidden: v.array(integer(0, STARTS_LIMIT)),
  /**
   * Further starts: an n × n grid over the window at the time, or n at random, seeded; or n drawn as
   * networks are initialised, off the plane.
   */
  pattern: oneOf(['none', 'grid', 'random', ...INITIALISATIONS]),
  gridSize: integer(1, 100),
  randomCount: integer(1, STARTS_LIMIT),
  seed: integer(0, 2 ** 32 - 1),
  /** The rectangle that grid and random starts are spread over. */
  region: windowSchema,
  /** Which run of a map the first one is, for its gradient noise; the others follow. */
  firstRun: integer(0, 2 ** 32 - 1),
});
