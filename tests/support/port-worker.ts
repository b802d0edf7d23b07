import { expose } from 'comlink';
import { createEngine, type Engine, type WorkerLike } from '#engine';
import { createWorkApi } from '../../src/engine/work-api';

/**
 * A worker's port without its thread: values are cloned and buffers change hands as they do between threads. Counts the call trees that
 * pass, either way.
 */
export class PortWorker extends EventTarget implements WorkerLike {
  terminated = false;
  /** Trees that went to the worker. */
  sent = 0;
  /** Trees that came from it. */
  received = 0;
  readonly #channel = new MessageChannel();

  constructor(api: object) {
    super();
    const { port1, port2 } = this.#channel;
    const far = new EventTarget();
    const post = (message: unknown, transfer: Transferable[]) =>
      port2.postMessage(message, transfer);
    expose(api, Object.assign(far, { postMessage: post }));
    deliver(port2, far);
    deliver(port1, this, (data) => (this.received += treesIn(data)));
  }

  postMessage(message: unknown, options?: StructuredSerializeOptions | Transferable[]): void {
    const transfer = Array.isArray(options) ? options : (options?.transfer ?? []);
    this.sent += treesIn(message);
    this.#channel.port1.postMessage(message, transfer);
  }

  terminate(): void {
    this.terminated = true;
    this.#channel.port1.close();
  }
}

function deliver(
  port: MessagePort,
  to: EventTarget,
  see: (data: unknown) => void = () => {},
): void {
  port.addEventListener('message', (event) => {
    const data = ofThisRealm(event.data);
    see(data);
    to.dispatchEvent(new MessageEvent('message', { data }));
  });
  port.start();
}

/** Node's ports make arrays of Node's own realm, which jsdom's is not. */
function ofThisRealm(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) {
    const constructors = [Uint8Array, Int32Array, Float64Array, BigUint64Array];
    const own = constructors.find(({ name }) => name === value.constructor.name)!;
    return new own(value.buffer as ArrayBuffer, value.byteOffset, (value as Uint8Array).length);
  }
  if (Array.isArray(value)) return value.map(ofThisRealm);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, ofThisRealm(part)]));
}

/** By their parts, wherever they are in a message. */
function treesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return 0;
  if ('frames' in value && 'columns' in value && 'end' in value) return 1;
  return Object.values(value).reduce<number>((sum, part) => sum + treesIn(part), 0);
}

export interface CountedEngine {
  readonly engine: Engine;
  /** How many trees have passed between the page and its worker. */
  readonly crossings: () => number;
}

/** An engine on a worker's port. */
export function createCountedEngine(): CountedEngine {
  const workers: PortWorker[] = [];
  const engine = createEngine({
    spawn: () => {
      const worker = new PortWorker(createWorkApi());
      workers.push(worker);
      return worker;
    },
  });
  const close = engine.close.bind(engine);
  engine.close = () => {
    close();
    for (const worker of workers) worker.terminate();
  };
  return {
    engine,
    crossings: () => workers.reduce((sum, { sent, received }) => sum + sent + received, 0),
  };
}
