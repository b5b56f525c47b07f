// The body of a web worker of the CPU engine; src/node/worker.ts is that of a Node worker thread.
import * as Comlink from 'comlink';
import '../problems/catalogue.ts';
import { workerApi } from './worker-api.ts';

Comlink.expose(workerApi);
