// Tells that plots are drawn without WebGL, and offers to try it again.

import type { DrawnFlat } from '../../views/painters.ts';
import { t, translated } from '../../words/words.ts';
import type { Engines } from '../jobs/engines.ts';
import { type Say, WARNING } from '../jobs/view.ts';
import { onCpuInWords } from './cpu-words.ts';

/** How to try again, of every plot that has no WebGL. */
const retries = new Set<() => string | null>();
/** What was told last: a dozen plots without WebGL are one thing to know. */
let told: string | null = null;

/** Why a plot is drawn without WebGL, or (null) that it has it again. */
export function tellDrawnFlat({ why, retry }: DrawnFlat, engines: Engines, say: Say): void {
  if (why === null) {
    if (told !== null) say(t('WebGL is back, and draws.'));
    told = null;
    return;
  }
  retries.add(retry);
  if (told === why) return;
  told = why;
  tell(why, engines, say);
}

function tell(why: string, engines: Engines, say: Say): void {
  const reason = translated(why);
  // A page without WebGPU is often one without WebGL: the second notice must not hide the first.
  const computing = engines.why ? `${onCpuInWords(engines.why)} ` : '';
  const drawing = t('Drawing without the GPU: {why}.', { why: reason });
  const label = t('Try WebGL again');
  say(computing + drawing, 60, { label, run: () => tryAgain(engines, say) }, WARNING);
}

function tryAgain(engines: Engines, say: Say): void {
  const refusals = [...retries].map((retry) => retry());
  const why = refusals.find((refusal) => refusal !== null);
  if (why) {
    tell(why, engines, say);
    return;
  }
  retries.clear();
  told = null;
  say(t('WebGL is back, and draws.'));
}
