import { QueryRequest_Mode, QueryRequest_ReportType, type QueryResponse } from '@parca/client';
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
  const report = QueryRequest_ReportType.PPROF;
  const answer = await merge(client, selector, { span, report, by });
  if (answer === undefined) return new Uint8Array(0);
  if (answer.report.oneofKind !== 'pprof')
    throw malformedAt('Query.report', `expected pprof, got ${answer.report.oneofKind ?? 'none'}`);
  return answer.report.pprof;
}

/** What the server counts in all, samples without a stack included: the small part of a flame graph's answer. */
export async function fetchTotal(
  client: ParcaClient,
  selector: Selector,
  span: Span,
): Promise<bigint> {
  const report = QueryRequest_ReportType.FLAMEGRAPH_ARROW;
  const answer = await merge(client, selector, { span, report, trim: ALMOST_ALL });
  if (answer === undefined) return 0n;
  if (answer.report.oneofKind !== 'flamegraphArrow')
    throw malformedAt(
      'Query.report',
      `expected flamegraphArrow, got ${answer.report.oneofKind ?? 'none'}`,
    );
  return answer.total;
}

interface MergeOptions {
  readonly span: Span;
  readonly report: QueryRequest_ReportType;
  readonly trim?: number;
  readonly by?: readonly string[];
}

function merge(
  client: ParcaClient,
  selector: Selector,
  { span, report, trim, by = [] }: MergeOptions,
): Promise<QueryResponse | undefined> {
  return client.call(METHODS.query, {
    mode: QueryRequest_Mode.MERGE,
    options: {
      oneofKind: 'merge',
      merge: {
        query: printQuery(selector),
        start: encodeNanoseconds(span.start),
        end: encodeNanoseconds(span.end),
      },
    },
    reportType: report,
    filter: [],
    ...(trim !== undefined && { nodeTrimThreshold: trim }),
    ...(by.length > 0 && { groupBy: { fields: by.map((name) => `labels.${name}`) } }),
  });
}
