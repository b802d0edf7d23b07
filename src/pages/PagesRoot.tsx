import { useMemo, useState, type ReactNode } from 'react';
import { QueryClientProvider } from '@tanstack/react-query';
import { WarmFlameGraph } from '#ui';
import { PageCrashBoundary } from './shell/CrashBoundary';
import {
  HostContext,
  LocationContext,
  TimeZoneContext,
  type Host,
  type PageLocation,
} from './state/host';
import { Pages } from './Pages';
import { createQueryClient } from './state/queries/query-client';

export interface PagesRootProps {
  /** The same object at every step, or everything is rendered again. */
  readonly host: Host;
  readonly location: PageLocation;
  /** What stands on it; the pages when left out. */
  readonly children?: ReactNode;
}

/**
 * What a host renders: the pages on its services and its location. Answers are kept as long as this is there, so other sources need
 * another `key`.
 */
export function PagesRoot({ host, location, children = <Pages /> }: PagesRootProps) {
  const [client] = useState(() => createQueryClient(host.engine));
  const [timeZone, setTimeZone] = useState(host.defaultTimeZone);
  const timeZoneState = useMemo(() => [timeZone, setTimeZone] as const, [timeZone]);
  return (
    <QueryClientProvider client={client}>
      <HostContext.Provider value={host}>
        <TimeZoneContext.Provider value={timeZoneState}>
          <LocationContext.Provider value={location}>
            <PageCrashBoundary>{children}</PageCrashBoundary>
            <WarmFlameGraph />
          </LocationContext.Provider>
        </TimeZoneContext.Provider>
      </HostContext.Provider>
    </QueryClientProvider>
  );
}
