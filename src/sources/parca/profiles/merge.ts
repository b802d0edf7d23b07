import {
  QueryRequest_Mode,
  QueryRequest_ReportType,
  type Filter,
  type QueryRequest,
  type QueryResponse,
} from '@parca/client';
import type { Selector } from '#series';
import { malformedAt, METHODS, type ParcaClient } from '../protocol/parca-client';
import { encodeNanoseconds, printQuery, type Span } from '../protocol/wire';

/** Per cent of the parent below which a frame is left out: almost all of them. The total counts them all the same. */
const ALMOST_ALL = 99;

/**
 * The merged profile as pprof, every stack of it; length 0 when nothing matches. Of series that differ in the labels `by` there are samples of their
 * own, which have those of the labels that their series has.
 */
export async function fetchPprof(
  client: ParcaClient,
  selector: Selector,
  span: Span,
  by: readonly string[] = [],
): Promise<Uint8Array> {
  const groups = by.map((name) => `labels.${name}`);
  return (await mergeAsPprof(client, selector, { span, by: groups }))?.pprof ?? new Uint8Array(0);
}

interface MergedPprof {
  readonly pprof: Uint8Array;
  /** What the filter has taken out. */
  readonly filtered: bigint;
}

export async function mergeAsPprof(
  client: ParcaClient,
  selector: Selector,
  options: MergeOptions,
): Promise<MergedPprof | undefined> {
  const answer = await merge(client, selector, options, QueryRequest_ReportType.PPROF);
  if (answer === undefined) return undefined;
  const { report, filtered } = answer;
  if (report.oneofKind !== 'pprof')
    throw malformedAt('Query.report', `expected pprof, got ${report.oneofKind ?? 'none'}`);
  return { pprof: report.pprof, filtered };
}

/** What the server counts in all, samples without a stack included: the small part of a flame graph's answer. */
export async function fetchTotal(
  client: ParcaClient,
  selector: Selector,
  span: Span,
): Promise<bigint> {
  return (await mergeAsFlamegraph(client, selector, { span, trim: ALMOST_ALL }))?.total ?? 0n;
}

export interface MergedFlamegraph extends Pick<QueryResponse, 'total' | 'filtered'> {
  /** One stream of Arrow's IPC. */
  readonly record: Uint8Array;
  readonly unit: string;
  /** What is in frames that were left out. */
  readonly trimmed: bigint;
}

export async function mergeAsFlamegraph(
  client: ParcaClient,
  selector: Selector,
  options: MergeOptions,
): Promise<MergedFlamegraph | undefined> {
  const answer = await merge(client, selector, options, QueryRequest_ReportType.FLAMEGRAPH_ARROW);
  if (answer === undefined) return undefined;
  const { report, total, filtered } = answer;
  if (report.oneofKind !== 'flamegraphArrow')
    throw malformedAt(
      'Query.report',
      `expected flamegraphArrow, got ${report.oneofKind ?? 'none'}`,
    );
  return { ...report.flamegraphArrow, total, filtered };
}

export interface MergeOptions {
  readonly span: Span;
  /** Per cent of the parent below which a frame is left out of a flame graph. */
  readonly trim?: number;
  /** What else than its function's name makes a frame another one; labels of samples as `labels.` with their name. */
  readonly by?: readonly string[];
  /** Only the stacks with a function of this name; to the server capital letters are as small ones. */
  readonly through?: string | undefined;
  /** An answer of more is tooLarge. */
  readonly mostBytes?: number;
}

function merge(
  client: ParcaClient,
  selector: Selector,
  { span, trim, by = [], through, mostBytes }: MergeOptions,
  reportType: QueryRequest_ReportType,
): Promise<QueryResponse | undefined> {
  const question: QueryRequest = {
    mode: QueryRequest_Mode.MERGE,
    options: {
      oneofKind: 'merge',
      merge: {
        query: printQuery(selector),
        start: encodeNanoseconds(span.start),
        end: encodeNanoseconds(span.end),
      },
    },
    reportType,
    filter: through === undefined ? [] : [stacksThrough(through)],
    ...(trim !== undefined && { nodeTrimThreshold: trim }),
    ...(by.length > 0 && { groupBy: { fields: [...by] } }),
  };
  return client.call(METHODS.query, question, { ...(mostBytes !== undefined && { mostBytes }) });
}

function stacksThrough(functionName: string): Filter {
  const is = { condition: { oneofKind: 'equal', equal: functionName } } as const;
  const criteria = { oneofKind: 'criteria', criteria: { functionName: is } } as const;
  return { filter: { oneofKind: 'stackFilter', stackFilter: { filter: criteria } } };
}
