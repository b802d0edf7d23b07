import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { connectTo, ConnectionTimeout, type Connection, type Question } from './connection';
import { fake } from './console.fixture';
import { parseUpstream } from './upstream';

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

function connect(url: string, timeoutMs = 5000): Connection {
  const connection = connectTo(parseUpstream('--parca', url, []), timeoutMs);
  closing.push(() => connection.close());
  return connection;
}

const question = (path: string, more: Partial<Question> = {}): Question => ({
  ...{ method: 'POST', path, headers: {}, body: Buffer.from('?') },
  ...{ signal: new AbortController().signal, ...more },
});

async function read(connection: Connection, path: string): Promise<string> {
  let text = '';
  for await (const chunk of await connection.ask(question(path))) text += String(chunk);
  return text;
}

/** Answers the first request of each connection and closes the connection at the second one. */
async function closingServer() {
  const seen: string[] = [];
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    let requests = 0;
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      seen.push(String(bytes).split(' ', 2)[1]!);
      if (++requests > 1) return socket.resetAndDestroy();
      return socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}`, seen };
}

test('an idle connection that the server closes is no failure', async () => {
  const { url, seen } = await closingServer();
  const connection = connect(url);
  expect([await read(connection, '/first'), await read(connection, '/second')]).toEqual([
    'ok',
    'ok',
  ]);
  expect(seen).toEqual(['/first', '/second', '/second']);
});

test('a new connection that the server closes is one, and is not tried again', async () => {
  let asked = 0;
  const server = await fake((request) => {
    asked++;
    request.socket.destroy();
  });
  await expect(read(connect(server.url), '/x')).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(asked).toBe(1);
});

test('silence within an answer ends it', async () => {
  const server = await fake((_request, response) => void response.write('begun'));
  await expect(read(connect(server.url, 200), '/x')).rejects.toThrow('aborted');
});

test('silence before an answer is a ConnectionTimeout', async () => {
  const server = await fake(() => undefined);
  await expect(read(connect(server.url, 200), '/x')).rejects.toBeInstanceOf(ConnectionTimeout);
});
