import { useCallback, useEffect, useMemo, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { RawRange, TimeRange } from '#series';
import { useHost, useTimeZone } from './host';
import { isRelative, refreshMilliseconds, resolveRange } from './range';
import type { ViewState } from './view/view-state';

/** Longer than any scrape interval in use. */
const UNFINISHED_MS = 5 * 60_000;

export interface PageRange {
  readonly raw: RawRange;
  readonly range: TimeRange;
  /** False: the link's range is no range, and the host's default stands in. */
  readonly understood: boolean;
  readonly refresh: () => void;
}

/** Resolves `now` once for the whole page; only a refresh, by hand or by interval, moves it. */
export function usePageRange(view: ViewState): PageRange {
  const host = useHost();
  const client = useQueryClient();
  const raw = view.range ?? host.defaultRange;
  const [{ now, of }, setMoment] = useState(() => ({ now: host.now(), of: raw }));
  // "Last 15 minutes" chosen an hour after the page was opened ends when it is chosen.
  if (of.from !== raw.from || of.to !== raw.to) setMoment({ now: host.now(), of: raw });
  const [timeZone] = useTimeZone();
  const { from, to } = raw;
  const resolved = useMemo(
    () => resolveRange({ from, to }, now, timeZone),
    [from, to, now, timeZone],
  );
  const fallback = useMemo(() => {
    const range = resolveRange(host.defaultRange, now, timeZone);
    if (!range) throw new Error(`default range is no range: ${JSON.stringify(host.defaultRange)}`);
    return range;
  }, [host.defaultRange, now, timeZone]);

  const relative = isRelative(raw);
  const refresh = useCallback(() => {
    if (!relative) return void client.invalidateQueries();
    setMoment((moment) => ({ ...moment, now: host.now() }));
    // A window keeps its ends while the range moves on; when it reached into unfinished data it is asked again.
    void client.invalidateQueries({
      predicate: ({ queryKey: [, what, , , end] }) =>
        what === 'profile' && typeof end === 'number' && end > now - UNFINISHED_MS,
    });
  }, [client, host, relative, now]);

  const every = host.frozen || view.refresh === undefined ? 0 : refreshMilliseconds(view.refresh);
  useEffect(() => {
    if (every === 0) return undefined;
    const timer = setInterval(refresh, every);
    return () => clearInterval(timer);
  }, [every, refresh]);

  return { raw, range: resolved ?? fallback, understood: resolved !== undefined, refresh };
}
