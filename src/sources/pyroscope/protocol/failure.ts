import { failureOfStatus, readProxyFailure } from '../../transport/http-failure';
import type { TransportResponse } from '../../ports';
import { SourceError, type SourceErrorKind } from '../../source-error';

/** Who fails, in every SourceError of this folder. */
export const PYROSCOPE = 'Pyroscope';

/** https://connectrpc.com/docs/protocol#error-codes */
const KIND_OF_CODE: ReadonlyMap<string, SourceErrorKind> = new Map([
  ['invalid_argument', 'badQuery'],
  ['failed_precondition', 'badQuery'],
  ['out_of_range', 'badQuery'],
  ['unauthenticated', 'unauthorized'],
  ['permission_denied', 'forbidden'],
  ['not_found', 'notFound'],
  ['deadline_exceeded', 'timeout'],
  ['resource_exhausted', 'busy'],
  ['unavailable', 'unreachable'],
]);

/** gRPC for Go, between Pyroscope's own parts. */
const LARGER_THAN_MAX = /message larger than max/;

/** Of a server with `auth.multitenancy-enabled`; its own words are of no help to who does not run it. */
const NO_TENANT = /^no org id$/;
const TENANTS = 'it has several tenants, and the header X-Scope-OrgID has to name one';

/** What an answer other than 200 says: Connect's `{"code", "message"}` whatever was asked for, else a proxy's or a stranger's words. */
export function failureOf(response: TransportResponse): SourceError {
  const { status } = response;
  const text = new TextDecoder().decode(response.body.subarray(0, OPENING_BYTES));
  const told = unwrap(text);
  if (told === undefined) {
    const proxy = readProxyFailure(text);
    return failureOfStatus({ source: PYROSCOPE, status, proxy, found: foundIn(response, text) });
  }
  const usual = KIND_OF_CODE.get(told.code) ?? 'server';
  const kind = LARGER_THAN_MAX.test(told.message) ? 'tooLarge' : usual;
  const said = told.message === '' ? told.code : `${told.message} (${told.code})`;
  const detail = NO_TENANT.test(told.message) ? `${said}: ${TENANTS}` : said;
  return new SourceError({ kind, source: PYROSCOPE, detail, status });
}

/** What stands in an answer that is none of Pyroscope's. */
export function foundIn({ headers }: TransportResponse, text: string): string {
  const words = text === '' ? 'empty' : JSON.stringify(text.slice(0, 80));
  return `${headers['content-type'] ?? 'no content-type'}: ${words}`;
}

const OPENING_BYTES = 16_384;

interface Told {
  readonly code: string;
  readonly message: string;
}

/** As deep as any version wraps its words. */
const MOST_LAYERS = 5;

/** Version 1 packs the words of its inner parts as JSON into its message, once or twice; the innermost says what is wrong. */
function unwrap(text: string): Told | undefined {
  let told = read(text);
  for (let layer = 1; told && layer < MOST_LAYERS; layer++) {
    const inner = read(told.message);
    if (!inner) break;
    told = inner;
  }
  return told;
}

function read(text: string): Told | undefined {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json !== 'object' || json === null || !('code' in json)) return undefined;
    if (typeof json.code !== 'string') return undefined;
    const message = 'message' in json && typeof json.message === 'string' ? json.message : '';
    return { code: json.code, message };
  } catch {
    return undefined;
  }
}
