import { isSourceErrorKind, SourceError, type SourceErrorKind } from '../source-error';

const KIND_OF_STATUS: ReadonlyMap<number, SourceErrorKind> = new Map([
  [400, 'badQuery'],
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [404, 'notFound'],
  [408, 'timeout'],
  [413, 'tooLarge'],
  [422, 'badQuery'],
  [429, 'busy'],
  [502, 'unreachable'],
  [503, 'unreachable'],
  [504, 'timeout'],
]);

/** What an HTTP status other than success says, whoever sent it. */
export function kindOfStatus(status: number): SourceErrorKind {
  if (status >= 300 && status <= 399) return 'redirect';
  return KIND_OF_STATUS.get(status) ?? 'server';
}

/** What Grafana's datasource proxy makes of a server's 401, with status 400, so that nobody is logged out of Grafana. */
const SERVERS_401 = 'Authentication to data source failed';

const LONGEST_MESSAGE = 500;

/** What a proxy says of itself, `{"error": "…"}`; the console's own adds the kind. */
interface ProxyFailure {
  readonly error: string;
  readonly kind?: SourceErrorKind;
}

export function readProxyFailure(text: string): ProxyFailure | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer !== 'object' || answer === null || !('error' in answer)) return undefined;
    if (typeof answer.error !== 'string') return undefined;
    const error = answer.error.slice(0, LONGEST_MESSAGE);
    const kind = 'kind' in answer && isSourceErrorKind(answer.kind) ? answer.kind : undefined;
    return kind ? { error, kind } : { error };
  } catch {
    return undefined;
  }
}

/** An answer whose HTTP status is no success. `found` says what came with it; what the console's proxy writes itself is a whole sentence. */
export function failureOfStatus(of: {
  readonly source: string;
  readonly status: number;
  readonly proxy: ProxyFailure | undefined;
  readonly found: string;
}): SourceError {
  const { source, status, proxy, found } = of;
  const detail = proxy?.kind ? proxy.error : `HTTP ${status}, ${found}`;
  const kind =
    status === 400 && found.includes(SERVERS_401) ? 'unauthorized' : kindOfStatus(status);
  return new SourceError({ kind: proxy?.kind ?? kind, source, status, detail });
}
