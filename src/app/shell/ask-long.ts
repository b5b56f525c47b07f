// A sweep that would take long, or one of a link that would take some time, is asked about first, with its time here.
import { quote } from '../../math/format.ts';
import { markup } from '../../views/markup.ts';
import { timeInWords } from '../../views/ticks.ts';
import { t } from '../../words/words.ts';
import type { Unasked } from '../jobs/unasked.ts';
import type { AskLong, Trial } from '../maps/beside.ts';

/** Steps beyond which the page asks. */
const ASK_BEYOND = 1e12;

/** A trial shorter than this measures how long it takes to begin, not how fast it is. */
const TRIAL_MS = 250;

/** Steps per millisecond here and now, pipelines compiled. */
async function speedOf(trial: Trial): Promise<number> {
  await trial(1024, 64);
  for (let runs = 4096; ; runs *= 8) {
    const startedAt = performance.now();
    await trial(runs, 512);
    const ms = performance.now() - startedAt;
    if (ms >= TRIAL_MS || runs >= 2 ** 21) return (runs * 512) / ms;
  }
}

export function createAskLong(dialog: HTMLDialogElement, unasked: Unasked): AskLong {
  return async (steps, trial, signal) => {
    if (steps <= Math.min(ASK_BEYOND, unasked.steps)) return true;
    const rate = await speedOf(trial);
    dialog.replaceChildren(
      markup(`<h2>${t('This is a long sweep')}</h2>
      <p>${t('{steps} steps: about <b>{time}</b> on this engine.', { steps: quote(Number(steps.toPrecision(3))), time: timeInWords(steps / rate / 1000) })}</p>
      <form method="dialog"><button value="no" autofocus>${t('Do not start')}</button>
      <button value="yes" class="primary">${t('Start')}</button></form>`),
    );
    dialog.returnValue = 'no';
    dialog.showModal();
    return new Promise((resolve, reject) => {
      const close = () => {
        const start = dialog.returnValue === 'yes';
        if (start) unasked.steps = Number.POSITIVE_INFINITY;
        resolve(start);
      };
      dialog.addEventListener('close', close, { once: true });
      signal.addEventListener(
        'abort',
        () => {
          dialog.removeEventListener('close', close);
          dialog.close('no');
          reject(signal.reason);
        },
        { once: true },
      );
    });
  };
}
