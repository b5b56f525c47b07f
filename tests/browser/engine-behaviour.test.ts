import { createCpuEngine } from '../../src/cpu/engine.ts';
import { webWorkerPool } from '../../src/cpu/pool.ts';
import { createGpuEngine } from '../../src/gpu/engine.ts';
import { engineBehaviour } from '../engine-behaviour.ts';

engineBehaviour('the GPU engine', () => createGpuEngine());

engineBehaviour('the CPU engine in web workers', () => createCpuEngine(webWorkerPool(2)));
