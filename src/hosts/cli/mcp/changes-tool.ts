import { z } from 'zod';
import { AGAINST } from '#scan';
import { DEFAULT_ALIASES } from '#series';
import { scanOnce } from '../find-changes/changes';
import { buildReport } from '../find-changes/report';
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
      const scan = await scanOnce(asking, {
        ...{ question, now: environment.now, signal: new AbortController().signal },
      });
      const { findings, looked } = buildReport({ scan, question, base: linkBase });
      return {
        lookedAt: lookedAt(scan),
        looked,
        problems: scan.problems.map(bounded),
        findingsFound: findings.length,
        findings: findings.slice(0, limit),
      };
    }),
});
