import { expose } from 'comlink';
import type { WorkerLike } from '#engine';

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
    expose(api, this.#channel.port2);
    this.#channel.port1.addEventListener('message', (event) => {
      this.received += treesIn(event.data);
      this.dispatchEvent(new MessageEvent('message', { data: event.data }));
    });
    this.#channel.port1.start();
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

/** By their parts, wherever they are in a message. */
function treesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return 0;
  if ('frames' in value && 'columns' in value && 'end' in value) return 1;
  return Object.values(value).reduce<number>((sum, part) => sum + treesIn(part), 0);
}
