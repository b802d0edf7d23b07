import type { DataFrame } from '@grafana/data';
import { lookedText, smallestText, type Finding } from '#changes';
import { annotationsFromFindings, frameFromFindings, type FindingWords } from '#frames';
import { DEFAULT_VIEW, findingText, linksOf } from '#pages';
import type { ViewState } from '#pages';
import type { Scan, ScanQuestion } from '#scan';
import { printMatchers, profileTypeTitle } from '#series';
import { appAddress } from '../../../app-address';
import { QueryError } from '../../../query-error';
import type { Running } from './open-side';
import type { ResolvedChanges } from '../resolve-query';
import { settledRange } from './shared-scans';

/** What changed in the panel's range: of a table what is found meanwhile too, of annotations the answer alone. */
export async function runChanges(query: ResolvedChanges, running: Running): Promise<DataFrame[]> {
  const { against, matchers, profileTypes, mostMerges, timeZone } = query;
  const range = settledRange(query.range, running.now());
  if (range.start >= range.end)
    throw new QueryError('changes: the range has no whole minute that is over');
  const aliases = await running.aliases();
  const question: ScanQuestion = {
    ...{ range, against, timeZone, matchers, profileTypes, aliases, mostMerges },
  };
  const frameOf = query.asAnnotations ? annotationsFromFindings : frameFromFindings;
  const framesOf = (scan: Scan) => [
    frameOf(scan.findings, {
      refId: query.refId,
      looked: scan.looked,
      limit: query.limit,
      wordsOf: wordsIn(scan, question, running.uid),
      executed: printQuestion(question),
      notices: noticesOf(scan),
    }),
  ];
  let shown: readonly Finding[] = [];
  const scan = await running.scans.scan(question, {
    signal: running.signal,
    onProgress: (now) => {
      if (query.asAnnotations || now.findings === shown || now.findings.length === 0) return;
      shown = now.findings;
      running.show(framesOf(now));
    },
  });
  return framesOf(scan);
}

function wordsIn(scan: Scan, question: ScanQuestion, uid: string) {
  const { range, against, matchers, timeZone = 'browser' } = question;
  const view: ViewState = {
    ...DEFAULT_VIEW,
    page: 'changes',
    range: { from: String(range.start), to: String(range.end) },
    changes: { ...DEFAULT_VIEW.changes, against, matchers },
  };
  return (finding: Finding): FindingWords => {
    const { kind, subject, size, why } = findingText(finding, timeZone);
    const { compare } = linksOf(view, finding, { scan, question });
    const changes = { ...view.changes, opened: finding.key };
    return {
      ...{ title: `${kind}: ${subject}`, size, why },
      compare: appAddress(compare, { parca: uid }),
      changes: appAddress({ ...view, changes }, { parca: uid }),
    };
  };
}

function noticesOf({ looked, questions, problems, phase }: Scan): readonly string[] {
  if (looked.units === 0) return ['Nothing is profiled here in this range.', ...problems];
  const smallest = smallestText(looked);
  const end = phase === 'done' ? '' : ', so far';
  return [
    `${lookedText(looked)}; ${questions} questions${end}.`,
    ...(smallest === undefined ? [] : [smallest]),
    ...problems,
  ];
}

function printQuestion(question: ScanQuestion): string {
  const { range, against, matchers, profileTypes, mostMerges } = question;
  const time = (ms: number) => new Date(ms).toISOString();
  const types = profileTypes?.map(profileTypeTitle).join(', ') ?? 'all types';
  return `changes ${printMatchers(matchers)} of ${types} ${time(range.start)} to ${time(range.end)} against ${against}, at most ${mostMerges} merges`;
}
