// The engine's worker as a thread of Node.
import { parentPort } from 'node:worker_threads';
import { expose, type Endpoint } from 'comlink';
import { createWorkApi } from '../../src/engine/work-api';
import { portOf } from './thread-port';

expose(createWorkApi(), portOf(parentPort!) as Endpoint);
