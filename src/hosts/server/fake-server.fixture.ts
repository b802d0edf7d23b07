import { createServer, type RequestListener } from 'node:http';
import { connect } from 'node:net';

/** Test fixture: a server on a free port. */
export async function startFakeServer(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { url: `http://127.0.0.1:${port}`, port, close };
}

/** Sends bytes as they are, because fetch refuses to send some headers, and reads until the other side closes. */
export function sendRaw(port: number, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    let answer = '';
    socket.setEncoding('latin1');
    socket.on('data', (text) => (answer += String(text)));
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
  });
}
