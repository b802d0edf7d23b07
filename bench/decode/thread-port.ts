import type { MessagePort, Worker } from 'node:worker_threads';

type Listener = (event: MessageEvent) => void;

/** A thread of Node as what a browser's worker is to its other side. */
export function portOf(thread: Pick<Worker | MessagePort, 'postMessage' | 'on' | 'off'>) {
  const heard = new Map<Listener, (data: unknown) => void>();
  return {
    postMessage: (message: unknown, transfer: readonly ArrayBuffer[] = []) =>
      thread.postMessage(message, [...transfer]),
    addEventListener: (type: string, listener: Listener) => {
      if (type !== 'message') return;
      const hear = (data: unknown) => listener(new MessageEvent('message', { data }));
      heard.set(listener, hear);
      thread.on('message', hear);
    },
    removeEventListener: (_: string, listener: Listener) => {
      const hear = heard.get(listener);
      if (hear) thread.off('message', hear);
    },
  };
}
