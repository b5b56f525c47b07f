// A refusal in the words of the page: by what its control is called, not by where the state keeps it.
import type { OptimizerKind } from '../../optimizers.ts';
import { optimizerName } from '../../views/colours.ts';
import { translated } from '../../words/words.ts';
import { axisName } from '../state/map-axes.ts';
import type { State } from '../state/state.ts';

/** Where in the state the value is: state.optimizers.gd.learningRate. */
const PATH = /^state(?:\.[\w$]+)*: /;

const QUANTITY =
  /\b(?:start\.[xy]|learningRate(?:\.[\w²]+)?|weightDecay|beta[12]|epsilon|decay|momentum|noise)\b/g;

const KIND = /(?<=quantity of )[a-z]+/;

/** What was refused, as `label` where there is one: “w11: 1000000000 is not a number from -50 to 50”. */
export function refusalInWords(message: string, state: State, label?: string): string {
  const bare = message.replace(PATH, '').replace(/^[xy]: /, '');
  const named = translated(
    /\baxis of |\baxes vary |quantity of /.test(bare)
      ? bare
          .replace(QUANTITY, (quantity) => axisName(state, quantity as never))
          .replace(KIND, (kind) => optimizerName(kind as OptimizerKind))
      : bare,
  );
  return label ? `${label}: ${named}` : named;
}
