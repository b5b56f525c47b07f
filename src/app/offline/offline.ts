// The page without a network: registers the service worker that keeps its files, and says when a newer version is there.
import { t } from '../../words/words.ts';
import type { Say } from '../jobs/view.ts';
import type { Message } from './versions.ts';

/** How long the newer version is offered; the next visit does so again. */
const OFFER_S = 60;

/** The least time between two looks for one. */
const LOOK_MS = 3_600_000;

const post = (worker: ServiceWorker | null, message: Message) => worker?.postMessage(message);

/**
 * Keeps the page for use without a network, where the browser can. A newer version is fetched in the background and never
 * shown unasked: the state is in the address and the browser's history, but what is being computed is not.
 */
export async function keepOffline(say: Say): Promise<void> {
  const { serviceWorker: container } = navigator;
  const registration = await container.register('service-worker.js', { updateViaCache: 'none' });
  const script = document.querySelector<HTMLScriptElement>('script[type=module][src]')?.src ?? '';
  await new Promise<void>((granted) => {
    // Held as long as the page is open: its version is still needed.
    void navigator.locks.request(script, { mode: 'shared' }, () => {
      granted();
      return new Promise(() => {});
    });
  });
  post(container.controller, 'opened');
  const offer = () =>
    say(t('A new version is ready.'), OFFER_S, { label: t('Reload'), run: reload });
  const reload = () => {
    const { waiting } = registration;
    // Another page has let it in already.
    if (!waiting) return location.reload();
    container.addEventListener('controllerchange', () => location.reload(), { once: true });
    post(waiting, 'take-over');
  };
  const watch = (coming: ServiceWorker | null) =>
    coming?.addEventListener('statechange', () => {
      // Of the first version there is no page to be replaced.
      if (coming.state === 'installed' && container.controller) offer();
    });
  registration.addEventListener('updatefound', () => watch(registration.installing));
  watch(registration.installing);
  if (registration.waiting && container.controller) offer();
  lookAgain(registration);
}

/** The browser looks for a newer version when the page is opened; of one that is left open, this does when it is seen again. */
function lookAgain(registration: ServiceWorkerRegistration): void {
  let last = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || Date.now() - last < LOOK_MS) return;
    last = Date.now();
    // Without a network there is none.
    registration.update().catch(() => {});
  });
}
