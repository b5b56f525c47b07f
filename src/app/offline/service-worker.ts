// The service worker of the built page, which scripts/offline.mjs gives the list of its files.
import { createVersion, type FileList, type Message } from './versions.ts';

/** Put in when all files are written. */
declare const __FILES__: { id: string; files: FileList };

const worker = self as unknown as ServiceWorkerGlobalScope;
const { registration } = worker;
const { id, files } = __FILES__;

const version = createVersion(registration.scope, id, files, {
  caches: worker.caches,
  fetch: (url, init) => fetch(url, init),
  locks: async () => {
    const { held = [] } = await worker.navigator.locks.query();
    return held.map(({ name }) => name ?? '');
  },
  pages: async () => {
    const clients = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
    return clients.map(({ url }) => url);
  },
  isUpdating: () => registration.installing !== null || registration.waiting !== null,
});

worker.addEventListener('install', (event) => event.waitUntil(version.install()));
// The page of the first visit, too, is to find its views offline.
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener('message', (event) => {
  const message: Message = event.data;
  event.waitUntil(message === 'take-over' ? worker.skipWaiting() : version.tidy());
});
worker.addEventListener('fetch', (event) => {
  const { method, url, mode } = event.request;
  const find = version.find(method, url, mode === 'navigate');
  if (find) event.respondWith(find().then((found) => found ?? fetch(event.request)));
});
