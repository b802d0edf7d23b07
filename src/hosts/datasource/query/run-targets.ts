import type { DataFrame } from '@grafana/data';
import { frameFromTargets } from '#frames';
import { matchesLabels, printMatchers } from '#series';
import type { Running } from './open-side';
import type { ResolvedTargets } from './resolve-query';

/** What Parca scrapes now, whatever the range; conditions are on the targets' labels. */
export async function runTargets(query: ResolvedTargets, running: Running): Promise<DataFrame[]> {
  const { refId, matchers } = query;
  const all = await running.source.fetchTargets({ signal: running.signal });
  const targets = all.filter(({ labels }) => matchesLabels(matchers, labels));
  const executed = `targets ${printMatchers(matchers)}`;
  const notices = targets.length > 0 ? [] : [whyNone(all.length, printMatchers(matchers))];
  return [frameFromTargets(targets, { refId, executed, notices })];
}

function whyNone(count: number, matchers: string): string {
  if (count > 0) return `None of Parca's ${count} targets matches ${matchers}.`;
  return 'Parca scrapes no targets. What agents push to it is not among them; its profiles can still be asked for.';
}
