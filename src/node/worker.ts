// The body of a Node worker thread of the CPU engine. Twin of src/cpu/worker.ts.
import { parentPort } from 'node:worker_threads';
import * as Comlink from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import '../problems/catalogue.ts';
import { workerApi } from '../cpu/worker-api.ts';

Comlink.expose(workerApi, nodeEndpoint(parentPort!));
