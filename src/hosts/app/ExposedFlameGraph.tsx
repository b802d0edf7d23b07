import { useMemo, useState } from 'react';
import { getTimeZone } from '@grafana/data';
import { TextLink } from '@grafana/ui';
import type { Engine } from '#engine';
import {
  DEFAULT_VIEW,
  PagesRoot,
  PictureOnly,
  printView,
  resolveRange,
  type Host,
  type ViewState,
} from '#pages';
import { compileMatchers, DEFAULT_ALIASES, parseMatchers } from '#series';
import { Notice } from '#ui';
import { absoluteLink, DEFAULT_RANGE, withSources, type AppPlace } from './links/app-location';
import { CrashBoundary } from './CrashBoundary';
import { createSources } from './create-sources';
import { find, type Datasource } from './datasources/datasource-choice';
import { listDatasources } from './datasources/grafana-datasources';
import { useEngine } from './use-engine';

export const EXPOSED_FLAME_GRAPH = {
  id: 'parcascope-console-app/flame-graph/v1',
  title: 'Parcascope flame graph',
  description: 'The flame graph of one profile, or of two that are compared',
} as const;

/** What another app gives to `usePluginComponent('parcascope-console-app/flame-graph/v1')`. */
export interface ExposedFlameGraphProps {
  /** Uid or name of a Parca datasource, ours or Grafana's own. */
  readonly datasourceUid: string;
  /** `process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta` */
  readonly profileTypeId: string;
  /** With braces: `{juju_unit="shop-k8s/1"}`. */
  readonly labelSelector: string;
  /** Epoch ms, ISO 8601, or relative like `now-1h`. */
  readonly from: string;
  readonly to: string;
  /** With it, the difference to this profile is shown; missing fields are as in the profile itself. */
  readonly baseline?: {
    readonly labelSelector?: string;
    readonly from?: string;
    readonly to?: string;
  };
}

/** One profile, or two that are compared, with their table; what is wrong is shown in its place. */
export function ExposedFlameGraph(props: ExposedFlameGraphProps) {
  const at = JSON.stringify(props);
  return (
    <CrashBoundary at={at}>
      <Asked key={at} {...props} />
    </CrashBoundary>
  );
}

function Asked(props: ExposedFlameGraphProps) {
  const engine = useEngine();
  const [asked] = useState(() => read(props));
  if (asked.kind === 'refused')
    return <Notice kind="failed" title="This profile cannot be shown" facts={asked.facts} />;
  return engine ? <FlameGraph {...asked} engine={engine} /> : null;
}

interface AskedView {
  readonly kind: 'view';
  readonly parca: Datasource;
  readonly view: ViewState;
}

/** What is asked for, or the place that is wrong. */
function read(
  props: ExposedFlameGraphProps,
): AskedView | { readonly kind: 'refused'; readonly facts: string } {
  const kind = 'view';
  const parca = find(listDatasources().parcas, props.datasourceUid);
  if (!parca)
    return {
      kind: 'refused',
      facts: `datasourceUid: no such Parca datasource: "${props.datasourceUid}"`,
    };
  const { baseline, profileTypeId, labelSelector, from, to } = props;
  try {
    const shown = sideOf({ labelSelector, from, to });
    const view = { ...DEFAULT_VIEW, profileType: profileTypeId, range: { from, to } };
    if (!baseline) return { kind, parca, view: { ...view, profile: shown } };
    const before = sideOf({ labelSelector, from, to, ...baseline });
    return { kind, parca, view: { ...view, page: 'compare', baseline: before, comparison: shown } };
  } catch (error) {
    return { kind: 'refused', facts: error instanceof Error ? error.message : String(error) };
  }
}

function sideOf(of: Pick<ExposedFlameGraphProps, 'labelSelector' | 'from' | 'to'>) {
  const window = resolveRange(of, Date.now());
  if (!window) throw new Error(`from "${of.from}" to "${of.to}" is no range`);
  const matchers = parseMatchers(of.labelSelector);
  compileMatchers(matchers);
  return { matchers, window };
}

/** Search, focus and cuts live here: the address is the other app's. */
function FlameGraph({
  parca,
  view,
  engine,
}: Omit<AskedView, 'kind'> & { readonly engine: Engine }) {
  const [sources] = useState(() => createSources({ parca, prometheus: undefined }));
  const [location, setLocation] = useState<AppPlace>(() => printView(view));
  const host = useMemo<Host>(
    () => ({
      ...sources,
      engine,
      metricPanels: [],
      targetAliases: DEFAULT_ALIASES,
      source: parca.name,
      defaultRange: DEFAULT_RANGE,
      defaultTimeZone: getTimeZone(),
      frozen: false,
      navigate: (to) => setLocation(to),
      linkTo: (place) => linkTo(parca, place),
      now: () => Date.now(),
    }),
    [sources, engine, parca],
  );
  return (
    <PagesRoot host={host} location={location}>
      <PictureOnly />
      <TextLink href={linkTo(parca, location)} external>
        Open in Parcascope
      </TextLink>
    </PagesRoot>
  );
}

function linkTo({ uid }: Datasource, { path, search }: AppPlace): string {
  return absoluteLink({ path, search: withSources(search, { parca: uid }) });
}
