import { request, type IncomingMessage, type ServerResponse } from 'node:http';

/** Asks `address` in the place of a server that passes questions on. Who leaves takes the question with it, as Grafana's proxy has it. */
export function forward(address: string, asked: IncomingMessage, answer: ServerResponse): void {
  const url = new URL(address);
  const { method, headers } = asked;
  const forwarded = request(url, { method, headers: { ...headers, host: url.host } }, (found) => {
    answer.writeHead(found.statusCode ?? 502, found.headers);
    found.on('error', () => answer.destroy());
    found.pipe(answer);
  });
  forwarded.on('error', () => {
    if (answer.headersSent) answer.destroy();
    else answer.writeHead(502).end();
  });
  answer.on('close', () => forwarded.destroy());
  asked.pipe(forwarded);
}
