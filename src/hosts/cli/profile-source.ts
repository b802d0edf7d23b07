import { createReplay, createReplayTransport } from '#archive';
import { compileMatchers, parseSelector, SeriesError, type Selector } from '#series';
import { createParcaSource, SourceError, type ProfileSource } from '#sources';
import { printUpstream, type Upstream } from '../server/upstream';
import type { CliEnvironment } from './environment';
import { CliError } from './failure';
import { createProgressLine, type ProgressLine } from './progress-line';
import { openArchiveFile } from './serve/archive-file';
import { readParca, type ServerOptions } from './server-options';
import { transportTo } from './transport';
import { announceWaiting } from './waiting';

/** What questions are asked with. */
export interface Asking {
  readonly source: ProfileSource;
  /** Epoch ms; of an archive its end. */
  readonly now: number;
  readonly line: ProgressLine;
}

/** Where profiles come from: an archive, or else the server of the options and the environment. */
export interface Place {
  readonly archive?: string | undefined;
  readonly options: ServerOptions;
}

/** Asks an archive or a server, and leaves neither open. Throws CliError where the user has to act, SourceError with the server's address. */
export async function askPlace<T>(
  environment: CliEnvironment,
  { archive, options }: Place,
  ask: (asking: Asking) => Promise<T>,
): Promise<T> {
  const line = createProgressLine(environment);
  try {
    if (archive !== undefined)
      return await askArchive(archive, (source, now) => ask({ source, now, line }));
    const parca = readParca(options, environment.env);
    if (!parca) throw new CliError('--selector needs --parca URL or an archive');
    const name = `Parca at ${printUpstream(parca)}`;
    const source = serverSource(environment, { parca, name, line });
    const now = environment.now();
    return await ask({ source, now, line }).catch((error) => rethrow(error, name));
  } finally {
    await line.end();
  }
}

async function askArchive<T>(
  path: string,
  ask: (source: ProfileSource, end: number) => Promise<T>,
): Promise<T> {
  const archive = await openArchiveFile(path);
  try {
    const transport = createReplayTransport(createReplay(archive));
    // What it holds is final.
    const source = createParcaSource({ transport, now: () => Number.MAX_SAFE_INTEGER });
    return await ask(source, archive.manifest.end.getTime());
  } finally {
    await archive.close();
  }
}

function serverSource(
  { now, patience: { recordMs, silentMs } }: CliEnvironment,
  { parca, name, line }: { parca: Upstream; name: string; line: ProgressLine },
): ProfileSource {
  const transport = announceWaiting(transportTo(parca, name, recordMs), {
    ...{ source: name, silentMs, say: line.say },
  });
  return createParcaSource({ transport, now });
}

/** What the server refuses is the user's to put right. */
function rethrow(error: unknown, name: string): never {
  if (!(error instanceof SourceError)) throw error;
  const named = error.named(name);
  throw error.kind === 'badQuery' ? new CliError(named.message, { cause: error }) : named;
}

/** `TYPE{matchers}`. Throws CliError. */
export function readSelector(text: string): Selector {
  try {
    const selector = parseSelector(text);
    compileMatchers(selector.matchers);
    return selector;
  } catch (error) {
    if (error instanceof SeriesError) throw new CliError(error.message, { cause: error });
    throw error;
  }
}
