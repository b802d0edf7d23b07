import type { Selector } from '#series';
import type { ProfilePart } from '../../ports';
import { SourceError } from '../../source-error';
import type { ParcaClient } from '../protocol/parca-client';
import type { Span } from '../protocol/wire';
import { mergeAsFlamegraph, mergeAsPprof, type MergeOptions } from './merge';

/**
 * Of a merge as pprof. Recorded profiles take 20 bytes a stack: that many stacks take a worker some seconds to read, and a tree may not have
 * many more nodes. docs/scale.md has what was measured.
 */
const MOST_PPROF_BYTES = 8 * 2 ** 20;
/** A flame graph takes 15 times as many bytes as pprof for a frame, and is read by the page itself. */
const MOST_RECORD_BYTES = 2 * 2 ** 20;
/** Per cent of its caller below which a frame is left out; the first that makes the answer small enough. */
const TRIMS = [1, 5, 20] as const;
/** What makes a frame another one in pprof. */
const BY = ['function_file_name', 'mapping_file'];

export interface MergedPart extends Pick<ProfilePart, 'pprof' | 'trimmed'> {
  /** All that is in frames `TRIMMED`, those of the pprof too. */
  readonly trimmedInAll: number;
}

/** The merged profile as pprof; where that is too large, without its narrowest frames. `through` as in `ProfileCallOptions`. */
export async function mergePart(
  client: ParcaClient,
  selector: Selector,
  asked: { readonly span: Span; readonly through: string | undefined },
): Promise<MergedPart> {
  try {
    return await wholePart(client, selector, { ...asked, mostBytes: MOST_PPROF_BYTES });
  } catch (error) {
    if (!isTooLarge(error)) throw error;
    return trimmedPart(client, selector, asked, error);
  }
}

async function wholePart(
  client: ParcaClient,
  selector: Selector,
  options: MergeOptions,
): Promise<MergedPart> {
  const merged = await mergeAsPprof(client, selector, options);
  if (!merged) return partOf(new Uint8Array(0), 0, 0);
  const filtered = Number(merged.filtered);
  return partOf(merged.pprof, filtered, filtered);
}

async function trimmedPart(
  client: ParcaClient,
  selector: Selector,
  asked: MergeOptions,
  tooLarge: SourceError,
): Promise<MergedPart> {
  for (const trim of TRIMS) {
    const flamegraph = await mergeAsFlamegraph(client, selector, {
      ...{ ...asked, trim, by: BY, mostBytes: MOST_RECORD_BYTES },
    }).catch(unlessTooLarge);
    if (!flamegraph) continue;
    // A recording that is replayed tells totals alone.
    if (flamegraph.record.length === 0) return wholePart(client, selector, asked);
    const { pprofOfFlamegraph } = await import('./flamegraph/pprof-of-flamegraph');
    const { pprof, atRoot } = pprofOfFlamegraph(flamegraph);
    const filtered = Number(flamegraph.filtered);
    return partOf(pprof, atRoot + filtered, Number(flamegraph.trimmed) + filtered);
  }
  throw tooLarge;
}

function partOf(pprof: Uint8Array, trimmed: number, trimmedInAll: number): MergedPart {
  return { pprof, trimmedInAll, ...(trimmed !== 0 && { trimmed }) };
}

const isTooLarge = (error: unknown): error is SourceError =>
  error instanceof SourceError && error.kind === 'tooLarge';

function unlessTooLarge(error: unknown): undefined {
  if (!isTooLarge(error)) throw error;
}
