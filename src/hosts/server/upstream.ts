import { UpstreamError } from './errors';

/** A server behind the console. Headers are added to every request and never leave this process in another direction. */
export interface Upstream {
  /** `https://host:port`, without a path. */
  readonly origin: string;
  /** Path prefix of the server, '' or `/prefix`. */
  readonly prefix: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Reads a server's URL and its headers, one `Name: value` each. A user and password in the URL become an Authorization header.
 * UpstreamError names the option; a value that may be secret is not repeated.
 */
export function parseUpstream(
  option: string,
  text: string,
  headerLines: readonly string[],
): Upstream {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new UpstreamError(`${option}: ${expectation(text)}`);
  const headers = Object.fromEntries(
    headerLines.map((line, i) => parseHeader(`${option}-header ${i + 1}`, line)),
  );
  const credentials = basicCredentials(option, url);
  if (credentials && !('authorization' in headers)) headers.authorization = credentials;
  return { origin: url.origin, prefix: url.pathname.replace(/\/+$/, ''), headers };
}

/** For messages: without user and password. */
export function printUpstream({ origin, prefix }: Upstream): string {
  return origin + prefix;
}

/** Without the text: where a password stands in what is no URL, nobody can tell. */
function expectation(text: string): string {
  const scheme = /^https?:/i.test(text) ? '' : ', which begins with http:// or https://';
  return `expected a URL such as http://127.0.0.1:7070${scheme}`;
}

/** Bytes, because HTTP sends no others. */
function parseHeader(where: string, line: string): [string, string] {
  const [, name, value] =
    /^([!#$%&'*+\-.^_`|~\w]+):[ \t]*([\t\x20-\x7e\x80-\xff]*)$/.exec(line) ?? [];
  if (name === undefined || value === undefined)
    throw new UpstreamError(`${where}: expected "Name: value"`);
  return [name.toLowerCase(), value.trim()];
}

function basicCredentials(option: string, { username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined;
  try {
    const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return `Basic ${Buffer.from(pair).toString('base64')}`;
  } catch (error) {
    throw new UpstreamError(`${option}: the user and password hold a % that begins no code`, {
      cause: error,
    });
  }
}
