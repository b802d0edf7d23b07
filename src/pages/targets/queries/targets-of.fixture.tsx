import { useState } from 'react';
import { DEFAULT_ALIASES } from '#series';
import { createMainThreadEngine } from '#engine';
import {
  createParcaSource,
  createPrometheusSource,
  type MetricSource,
  type ProfileSource,
  type Transport,
} from '#sources';
import { metricPanels } from '#targets';
import type { Host } from '../../state/host';
import { PagesRoot } from '../../PagesRoot';

/** What a test puts in the place of single answers. */
export interface Given {
  readonly search?: string;
  readonly profiles?: Partial<ProfileSource>;
  readonly metrics?: Partial<MetricSource> | undefined;
}

interface Place {
  readonly path: string;
  readonly search: string;
}

export interface TargetsOfProps {
  /** What answers in place of the network, and from when to when it was recorded. */
  readonly recorded: {
    readonly start: Date;
    readonly end: Date;
    readonly parca: Transport['request'];
    readonly prometheus: Transport['request'];
  };
  readonly given: Given;
  /** At every step, with the first. */
  readonly onMove: (place: Place) => void;
}

/** For tests: the pages at Targets, with recorded answers in place of the network. */
export function TargetsOf({ recorded, given, onMove }: TargetsOfProps) {
  const { start, end } = recorded;
  const [location, setLocation] = useState<Place>({ path: 'targets', search: given.search ?? '' });
  const [sources] = useState(() => {
    const parca = createParcaSource({
      transport: { request: recorded.parca },
      now: () => end.getTime(),
    });
    const prometheus = createPrometheusSource({ transport: { request: recorded.prometheus } });
    return {
      profiles: { ...parca, ...given.profiles },
      metrics:
        'metrics' in given && !given.metrics ? undefined : { ...prometheus, ...given.metrics },
      engine: createMainThreadEngine(),
    };
  });
  onMove(location);
  const [host] = useState<Host>(() => ({
    ...sources,
    metricPanels,
    targetAliases: DEFAULT_ALIASES,
    source: 'demo archive',
    frozen: true,
    defaultRange: { from: String(start.getTime()), to: String(end.getTime()) },
    navigate: (to) => setLocation(to),
    linkTo: ({ path, search: query }) => `http://console/${path}${query}`,
    now: () => end.getTime(),
    defaultTimeZone: 'utc',
  }));
  return <PagesRoot host={host} location={location} />;
}
