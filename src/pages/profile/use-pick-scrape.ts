import { useEffect, useRef } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import {
  windowAround,
  type Matcher,
  type Milliseconds,
  type ProfileType,
  type TimeRange,
} from '#series';
import { useHost } from '../state/host';
import { profileQuery } from '../state/queries/queries';

const NEAR_MS = 60_000;

/**
 * Picks the stored profile nearest to a time, anywhere in the range: what is loaded may be of a narrow window elsewhere. The
 * surroundings of the time are asked first, because a whole range is much to load for one scrape. When the server fails, nothing is
 * picked: the picture stays, and the next question to the server says what is wrong.
 */
export function usePickScrape(of: {
  readonly profileType: ProfileType | undefined;
  readonly matchers: readonly Matcher[];
  readonly range: TimeRange;
  readonly onPick: (window: TimeRange) => void;
}): (time: Milliseconds) => void {
  const host = useHost();
  const client = useQueryClient();
  const latest = useRef(of.onPick);
  useEffect(() => {
    latest.current = of.onPick;
  });
  const scrapesIn = async (range: TimeRange) =>
    (await client.fetchQuery(profileQuery(host, of.profileType, { ...of, range }))).fetched.scrapes;
  const find = async (time: Milliseconds) => {
    const near = {
      start: Math.max(of.range.start, Math.floor(time - NEAR_MS)),
      end: Math.min(of.range.end, Math.ceil(time + NEAR_MS)),
    };
    return (
      windowAround(await scrapesIn(near), time) ?? windowAround(await scrapesIn(of.range), time)
    );
  };
  const asked = useRef(0);
  return (time) => {
    if (!of.profileType) return;
    const turn = ++asked.current;
    void find(time).then(
      (window) => window && turn === asked.current && latest.current(window),
      () => undefined,
    );
  };
}
