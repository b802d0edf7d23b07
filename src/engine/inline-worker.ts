import EngineWorker from './worker?worker&inline';

/** Only this file needs a bundler. The engine imports it when it starts a worker, so that Node can import the room. */
export function spawnInlineWorker(): Worker {
  return new EngineWorker();
}
