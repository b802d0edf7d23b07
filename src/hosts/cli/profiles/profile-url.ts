import { MAX_PROFILE_BYTES, printable } from '#profile';
import { createFetchTransport, SourceError } from '#sources';
import { parseUpstream } from '../../server/upstream';
import type { CliEnvironment } from '../environment';
import { CliError, ExitError } from '../failure';

import { createProgressLine } from '../progress-line';
import { shownUrl } from './file-bytes';

/** Beside the seconds that the URL asks for. */
const TIMEOUT_MS = 60_000;
const TICK_MS = 1000;
const MOST_SECONDS = 3600;
const WORDS = 120;

/**
 * The profile behind a URL such as http://127.0.0.1:6060/debug/pprof/profile?seconds=10, at most as large as a file may be. A terminal shows
 * how long it takes; Ctrl-C ends it with 130. Throws CliError for what is no such URL or no answer, SourceError where there is none.
 */
export async function fetchProfile(environment: CliEnvironment, text: string): Promise<Uint8Array> {
  const shown = printable(shownUrl(text));
  const { origin, headers } = parseUpstream('URL', text, []);
  const { pathname, search, searchParams, host } = new URL(text);
  if (pathname === '/') throw new CliError('give a server with --parca URL or --pyroscope URL');
  const seconds = Math.min(MOST_SECONDS, Math.max(0, Number(searchParams.get('seconds')) || 0));
  const transport = createFetchTransport({
    ...{ baseUrl: origin, source: shown, mostBytes: MAX_PROFILE_BYTES },
    timeoutMs: TIMEOUT_MS + seconds * 1000,
    fetch: (input, init) => fetch(input, { ...init, headers }),
  });
  const [stop, over] = [new AbortController(), new AbortController()];
  environment.onStop(() => stop.abort(), over.signal);
  const done = showProgress(environment, host, seconds);
  try {
    const path = pathname.slice(1) + search;
    const { status, body } = await transport.request({ path, method: 'GET', signal: stop.signal });
    if (status === 200) return body;
    throw new CliError(`${shown}: HTTP ${status}: ${firstLine(body)}`);
  } catch (error) {
    if (stop.signal.aborted) throw new ExitError(130, `stopped waiting for ${shown}\n`);
    if (error instanceof SourceError && error.kind === 'tooLarge')
      throw new CliError(printable(error.message));
    throw error;
  } finally {
    over.abort();
    await done();
  }
}

/** `127.0.0.1:6060: 4 of 10 s`. The end of it is to be called. */
function showProgress(environment: CliEnvironment, host: string, seconds: number) {
  const line = createProgressLine(environment);
  const begun = environment.now();
  const timer = setInterval(() => {
    const waited = Math.round((environment.now() - begun) / 1000);
    line.show(`${printable(host)}: ${waited}${seconds > 0 ? ` of ${seconds}` : ''} s`);
  }, TICK_MS);
  return () => {
    clearInterval(timer);
    return line.end();
  };
}

function firstLine(body: Uint8Array): string {
  const [line = ''] = new TextDecoder().decode(body.subarray(0, 1024)).split('\n', 1);
  return printable(line.slice(0, WORDS)) || 'no words';
}
