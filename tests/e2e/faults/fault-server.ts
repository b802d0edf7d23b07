import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { forward } from '../forward';

/** Answers in place of the server, or does not. `pass` asks the server itself. */
export type Fault = (answer: ServerResponse, asked: IncomingMessage, pass: () => void) => void;

/** A Parca or a Prometheus that can be made to fail in any way. */
export interface FaultServer {
  readonly url: string;
  /** Requests that are not ended, by either side. */
  readonly open: ReadonlySet<IncomingMessage>;
  /** Every answer from now on; undefined: as the server has it. */
  setFault(fault: Fault | undefined): void;
  /** No listener any more; those who are connected are cut off. */
  down(): Promise<void>;
  /** The listener is back, at the same port. */
  up(): Promise<void>;
  close(): Promise<void>;
}

/** In front of the server at `target`, an origin and a path prefix. */
export async function startFaultServer(target: string): Promise<FaultServer> {
  const open = new Set<IncomingMessage>();
  let fault: Fault | undefined;
  // No idle connection is closed at the moment at which it is used again: that would be another fault.
  const server = createServer({ keepAliveTimeout: 0 }, (asked, answer) => {
    open.add(asked);
    answer.on('close', () => open.delete(asked));
    // A client that leaves is what is tested, not an error.
    answer.on('error', () => undefined);
    const pass = () => forward(target + (asked.url ?? '/'), asked, answer);
    if (fault) fault(answer, asked, pass);
    else pass();
  });
  const listen = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const down = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    url: `http://127.0.0.1:${port}`,
    open,
    setFault: (next) => (fault = next),
    down,
    up: () => listen(port),
    close: async () => {
      if (server.listening) await down();
    },
  };
}
