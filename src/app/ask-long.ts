// A sweep that would take long is asked about first, with the time it would take here.
import type { SweepSpec } from '../engine.ts';
import { quote } from '../specs.ts';
import type { Engines } from './engines.ts';

/** Steps beyond which the page asks. */
export const ASK_BEYOND = 1e12;

/** Resolves to whether a sweep of so many steps shall start; rejects when aborted meanwhile. */
export type AskLong = (steps: number, spec: SweepSpec, signal: AbortSignal) => Promise<boolean>;

export function createAskLong(dialog: HTMLDialogElement, engines: Engines): AskLong {
  return async (steps, spec, signal) => {
    if (steps <= ASK_BEYOND) return true;
    // The speed here and now: a few hundred runs of the same sweep, for few steps.
    const trial = { ...spec, width: 64, height: 64, steps: Math.min(spec.steps, 200) };
    const startedAt = performance.now();
    await engines.run((engine) => engine.sweep(trial, { signal }));
    const rate = (64 * 64 * trial.steps) / (performance.now() - startedAt);
    dialog.innerHTML = `<h2>This is a long sweep</h2>
      <p>${quote(Number(steps.toPrecision(3)))} steps: about <b>${duration(steps / rate / 1000)}</b> on this engine.</p>
      <form method="dialog"><button value="no" autofocus>Do not start</button>
      <button value="yes" class="primary">Start</button></form>`;
    dialog.returnValue = 'no';
    dialog.showModal();
    return new Promise((resolve, reject) => {
      const close = () => resolve(dialog.returnValue === 'yes');
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

/** Seconds in words, coarse. */
export function duration(seconds: number): string {
  const units: [number, string][] = [
    [86_400 * 365, 'years'],
    [86_400, 'days'],
    [3600, 'hours'],
    [60, 'minutes'],
  ];
  for (const [size, name] of units) {
    if (seconds >= 2 * size) return `${Math.round(seconds / size)} ${name}`;
  }
  return `${Math.max(1, Math.round(seconds))} s`;
}
