import { z } from 'zod';
import { applicationOfUnit, readLabel, type Matcher, type TopologyAliases } from '#series';
import { keep, readKept } from '../../state/kept';

const KEY = 'parcascope.request-metrics';
const MOST = 100;

const schema = z.array(z.tuple([z.string(), z.string()]));

/** What the requests of an application were counted by last, in this browser; undefined: nothing was chosen. */
export function rememberedMetric(application: string): string | undefined {
  return new Map(readKept(KEY, schema, [])).get(application);
}

export function rememberMetric(application: string, metric: string): void {
  const others = readKept(KEY, schema, []).filter(([name]) => name !== application);
  keep(KEY, [...others, [application, metric]].slice(-MOST));
}

/** The application that a selection is of; '' where it names none. */
export function applicationOf(matchers: readonly Matcher[], aliases: TopologyAliases): string {
  const pinned = Object.fromEntries(
    matchers.filter(({ op }) => op === '=').map(({ name, value }) => [name, value]),
  );
  const unit = readLabel(pinned, 'juju_unit', aliases);
  return readLabel(pinned, 'juju_application', aliases) || (applicationOfUnit(unit) ?? '');
}
