// Refusals in the words of the command line: a key of a spec is named by the flag that sets it.
import { CheckError } from '../check.ts';

/** Keys and the flags that set them; what is deeper within a key is its flag's too. */
const FLAGS: Readonly<Record<string, string>> = {
  optimizer: '--optimizer',
  'optimizer.learningRate': '--lr',
  'optimizer.momentum': '--momentum',
  'optimizer.decay': '--decay',
  'optimizer.beta1': '--beta1',
  'optimizer.beta2': '--beta2',
  'optimizer.epsilon': '--epsilon',
  'optimizer.weightDecay': '--weight-decay',
  'optimizer.schedule': '--schedule',
  'optimizer.schedule.warmUp': '--warm-up',
  'optimizer.noise': '--gradient-noise',
  'problem.id': '--problem',
  'problem.parameters': '--param',
  'problem.trained': '--train',
  'problem.plane': '--plane',
  'problem.formula': '--formula',
  'problem.data': '--data',
  'problem.network.layers': '--layers',
  'problem.network.activation': '--activation',
  'problem.network.output': '--output',
  'problem.network.loss': '--loss',
  'problem.network.bias': '--bias',
  'problem.network.gains': '--gains',
  'problem.network.initialisation': '--init',
  'problem.network.seed': '--seed',
  'problem.network.points': '--data-points',
  'problem.network.noise': '--noise',
  'problem.network.dataSeed': '--data-seed',
  'problem.network.test': '--test',
  'problem.network.splitSeed': '--split-seed',
  'problem.network.batch': '--batch',
  'problem.network.shuffleSeed': '--shuffle-seed',
  'problem.network.stopAt': '--stop-at',
  window: '--window',
  width: '--size',
  height: '--size',
  x: '--x',
  y: '--y',
  rate: '--lr',
  count: '--count',
  last: '--last',
  component: '--component',
  start: '--start',
  starts: '--start',
  steps: '--steps',
  every: '--every',
  threshold: '--threshold',
  also: '--also',
  measure: '--measure',
  points: '--points',
};

/** What is checked whose keys these are; of anything else its own name goes before them. */
const SPECS = ['landscape', 'trajectories', 'sweep', 'spectrum'];

/** The flag of a key, and of a parameter also its name; null where no flag sets it. */
function flagOf(path: string): string | null {
  for (let key = path; key !== ''; key = key.slice(0, Math.max(0, key.lastIndexOf('.')))) {
    if (!Object.hasOwn(FLAGS, key)) continue;
    const flag = FLAGS[key]!;
    return flag === '--param' ? `${flag}${path.slice(key.length).replace('.', ' ')}` : flag;
  }
  return null;
}

/** A problem's own refusals begin with a key of its reference. */
const OF_PROBLEM = /^((?:parameters|trained|plane|formula|data|network)\b[\w.]*): (.+)$/s;

/** What a formula's own refusals begin with: where in its text the fault is. */
const OF_FORMULA = /^formula, character \d/;

/** The message of an error, its key as a flag where it is one that a flag sets. */
export function inFlags(error: Error): string {
  const { message } = error;
  if (error instanceof CheckError) {
    const { what, path, fault } = error;
    if (what.startsWith('--')) return message;
    const flag = flagOf(SPECS.includes(what) ? path : `${what}.${path}`);
    const said = fault.replace(/"(every|last)"/g, '--$1').replace(/\blearningRate\b/g, 'lr');
    if (flag) return `${flag}: ${said}`;
    return SPECS.includes(what) && path === '' ? said : message;
  }
  if (!(error instanceof RangeError)) return message;
  if (OF_FORMULA.test(message)) return `--${message}`;
  const [, key, fault] = OF_PROBLEM.exec(message) ?? [];
  const flag = key === undefined ? null : flagOf(`problem.${key}`);
  return flag ? `${flag}: ${fault}` : message;
}
