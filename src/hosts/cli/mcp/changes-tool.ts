import { z } from 'zod';
import { AGAINST } from '#scan';
import { DEFAULT_ALIASES } from '#series';
import { SourceError } from '#sources';
import { buildReport, type Scanned } from '../find-changes/report';
import { scanServers, serversOf } from '../find-changes/scan-servers';
import { lookedAt } from '../find-changes/words';
import { askPlace, readMatchers } from '../profile-source';
import { forOption } from '../quantities';
import { readWindow } from '../time-window';
import { bounded, defineTool, LIMIT, WINDOW } from './tool';

/** A scan is hundreds of questions. */
const USUAL = 'now-6h..now';

export const changes = defineTool({
  name: 'changes',
  title: 'What changed in everything that is profiled',
  description:
    'Looks for functions that cost more or less than before, without being told where, and says how much, since when, why, and how sure (q, interval). Takes a while: narrow it with match.',
  input: {
    range: WINDOW.default(USUAL),
    against: z.enum(AGAINST).default('previous').describe('what the range is held against'),
    match: z.string().max(2000).optional().describe('only these units: {juju_application="shop"}'),
    limit: LIMIT,
  },
  run: ({ environment, place, linkBase }, { range, against, match, limit }) =>
    askPlace(environment, place, async (asking) => {
      const window = forOption('range', (text) => readWindow(text, asking.now))(range);
      const question = {
        range: asking.recorded && range === USUAL ? asking.recorded : window,
        against,
        matchers: match === undefined ? [] : forOption('match', readMatchers)(match),
        aliases: DEFAULT_ALIASES,
      };
      const scans = await scanServers(asking, serversOf(asking.source, question), {
        ...{ now: environment.now, signal: new AbortController().signal },
      });
      const problems: string[] = [];
      const answered: Scanned[] = [];
      for (const { datasource, linked, outcome } of scans)
        if (outcome instanceof SourceError) problems.push(outcome.message);
        else {
          problems.push(...outcome.problems.map((problem) => at(datasource, problem)));
          answered.push({ datasource, scan: outcome, question: linked, base: linkBase });
        }
      const { findings, looked, datasources } = buildReport(answered);
      return {
        lookedAt: answered.map(({ datasource, scan }) => at(datasource, lookedAt(scan))).join(' '),
        looked,
        datasources,
        problems: problems.map(bounded),
        findingsFound: findings.length,
        findings: answered.flatMap((one) => buildReport([one]).findings.slice(0, limit)),
      };
    }),
});

const at = (datasource: string | undefined, text: string) =>
  datasource === undefined ? text : `${datasource}: ${text}`;
