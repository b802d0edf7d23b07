import {
  request,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http';

interface Answered {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  /** In the place of the body that came. */
  readonly text?: string;
}

/** What a proxy makes of an answer. */
type Answers = (found: IncomingMessage) => Answered;

const asItIs: Answers = ({ statusCode = 502, headers }) => ({ status: statusCode, headers });

/** Grafana's proxy turns a server's 401 into a 400, so that nobody is logged out of Grafana (pkg/api/pluginproxy/ds_proxy.go). */
const asGrafana: Answers = (found) =>
  found.statusCode === 401
    ? {
        status: 400,
        headers: { 'content-type': 'text/plain; charset=utf-8' },
        text: 'Authentication to data source failed',
      }
    : asItIs(found);

/** Asks `address` in the place of Grafana's datasource proxy. */
export function forwardAsGrafana(
  address: string,
  asked: IncomingMessage,
  answer: ServerResponse,
): void {
  forward(address, asked, answer, asGrafana);
}

/** Asks `address` in the place of a server that passes questions on. Who leaves takes the question with it, as Grafana's proxy has it. */
export function forward(
  address: string,
  asked: IncomingMessage,
  answer: ServerResponse,
  answers = asItIs,
): void {
  const url = new URL(address);
  const { method, headers } = asked;
  const forwarded = request(url, { method, headers: { ...headers, host: url.host } }, (found) => {
    const { status, headers: sent, text } = answers(found);
    answer.writeHead(status, sent);
    found.on('error', () => answer.destroy());
    if (text === undefined) found.pipe(answer);
    else {
      found.resume();
      answer.end(text);
    }
  });
  forwarded.on('error', () => {
    if (answer.headersSent) answer.destroy();
    else answer.writeHead(502).end();
  });
  answer.on('close', () => forwarded.destroy());
  asked.pipe(forwarded);
}
