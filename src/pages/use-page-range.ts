import { useCallback, useEffect, useMemo, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { TimeRange } from '#series';
import { useHost } from './host';
import { isRelative, refreshMilliseconds, resolveRange } from './range';
import type { RawRange, ViewState } from './view-state';

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
  const [now, setNow] = useState(() => host.now());
  const raw = view.range ?? host.defaultRange;
  const resolved = useMemo(() => resolveRange(raw, now), [raw.from, raw.to, now]); // eslint-disable-line react-hooks/exhaustive-deps
  const fallback = useMemo(() => {
    const range = resolveRange(host.defaultRange, now);
    if (!range) throw new Error(`default range is no range: ${JSON.stringify(host.defaultRange)}`);
    return range;
  }, [host.defaultRange, now]);

  const relative = isRelative(raw);
  const refresh = useCallback(() => {
    if (relative) setNow(host.now());
    else void client.invalidateQueries();
  }, [client, host, relative]);

  const every = host.frozen ? 0 : refreshMilliseconds(view.refresh);
  useEffect(() => {
    if (every === 0) return undefined;
    const timer = setInterval(refresh, every);
    return () => clearInterval(timer);
  }, [every, refresh]);

  return { raw, range: resolved ?? fallback, understood: resolved !== undefined, refresh };
}
