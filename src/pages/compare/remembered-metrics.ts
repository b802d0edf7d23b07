import { z } from 'zod';
import { applicationOfUnit, readLabel, type Matcher, type TopologyAliases } from '#series';

const KEY = 'parcascope.request-metrics';
const MOST = 100;

const schema = z.array(z.tuple([z.string(), z.string()]));

/** What the requests of an application were counted by last, in this browser; undefined: nothing was chosen. */
export function rememberedMetric(application: string): string | undefined {
  return new Map(read()).get(application);
}

export function rememberMetric(application: string, metric: string): void {
  const others = read().filter(([name]) => name !== application);
  try {
    const kept = [...others, [application, metric]].slice(-MOST);
    window.localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing has it in the link.
    return;
  }
}

/** The application that a selection is of; '' where it names none. */
export function applicationOf(matchers: readonly Matcher[], aliases: TopologyAliases): string {
  const pinned = Object.fromEntries(
    matchers.filter(({ op }) => op === '=').map(({ name, value }) => [name, value]),
  );
  const unit = readLabel(pinned, 'juju_unit', aliases);
  return readLabel(pinned, 'juju_application', aliases) || (applicationOfUnit(unit) ?? '');
}

/** What another version or another page wrote there is not ours to fail on. */
function read(): z.infer<typeof schema> {
  try {
    const parsed = schema.safeParse(JSON.parse(window.localStorage.getItem(KEY) ?? '[]'));
    return parsed.success ? parsed.data : [];
  } catch {
    return [];
  }
}
