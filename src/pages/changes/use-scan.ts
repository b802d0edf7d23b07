import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { scanFleet, type Scan, type ScanQuestion } from '#scan';
import type { ProfileSource } from '#sources';
import { useHost } from '../state/host';
import { createOpenQuestions, type OpenQuestions } from '../state/queries/open-questions';
import { profileTypesQuery } from '../state/queries/queries';

export interface ScanState {
  /** What is to be shown: the newest, or the one before until the newest has more to show. */
  readonly shown: ShownScan | undefined;
  /** `shown` is of another question. */
  readonly stale: boolean;
  /** The newest of this question. */
  readonly newest: Scan | undefined;
  readonly state: 'scanning' | 'ready' | 'stopped' | 'failed';
  readonly error: Error | undefined;
  /** It still looks for the first that there is to show: what else the page asks would delay that. */
  readonly isOpening: boolean;
  /** What it asks at the moment. */
  readonly questions: OpenQuestions;
  readonly stop: () => void;
  readonly again: () => void;
}

interface ShownScan {
  readonly scan: Scan;
  readonly question: ScanQuestion;
  readonly key: string;
}

/** Scans anew when the question becomes another one, and leaves off when the page does. What was found stays until there is more. */
export function useScan(question: ScanQuestion, key: string): ScanState {
  const { questions, ports } = usePorts();
  const [newest, setNewest] = useState<ShownScan>();
  const [whole, setWhole] = useState<ShownScan>();
  const [latest, setLatest] = useState<Ended>({ key, ...SCANNING });
  // How another question ended says nothing of this one.
  const { state, error } = latest.key === key ? latest : SCANNING;
  const [attempt, setAttempt] = useState(0);
  const controller = useRef<AbortController>(undefined);
  const asked = useRef(question);
  useEffect(() => void (asked.current = question));
  useEffect(() => {
    const own = new AbortController();
    controller.current = own;
    const setEnded = (how: Omit<Ended, 'key'>) => setLatest({ key, ...how });
    setEnded(SCANNING);
    const { signal } = own;
    const of = { question: asked.current, key };
    const show = (scan: Scan) => {
      if (controller.current !== own) return;
      setNewest({ ...of, scan });
      if (scan.phase === 'done') setWhole({ ...of, scan });
    };
    scanFleet(ports, of.question, { signal, onProgress: show }).then(
      (scan) => {
        show(scan);
        if (controller.current === own) setEnded(endOf(scan));
      },
      (error: unknown) => {
        if (controller.current !== own) return;
        setEnded(
          signal.aborted
            ? { state: 'stopped', error: undefined }
            : { state: 'failed', error: error instanceof Error ? error : new Error(String(error)) },
        );
      },
    );
    return () => {
      controller.current = undefined;
      own.abort();
    };
  }, [ports, key, attempt]);
  const stop = useCallback(() => controller.current?.abort(), []);
  const again = useCallback(() => setAttempt((count) => count + 1), []);
  const shown = shownOf(newest, whole);
  const own = newest?.key === key ? newest.scan : undefined;
  return {
    shown,
    stale: shown !== undefined && shown.key !== key,
    newest: own,
    ...{ state, error },
    isOpening: state === 'scanning' && !hasTotals(own),
    questions,
    stop,
    again,
  };
}

interface Ended extends Pick<ScanState, 'state' | 'error'> {
  readonly key: string;
}

/** A scan that lost its server failed, whatever it found until then. */
function endOf({ phase, failure }: Scan): Pick<ScanState, 'state' | 'error'> {
  if (phase === 'lost') return { state: 'failed', error: failure };
  return { state: phase === 'stopped' ? 'stopped' : 'ready', error: undefined };
}

const SCANNING = { state: 'scanning', error: undefined } as const;

/** Of one profile type at least, and which others there are is known. */
function hasTotals(scan: Scan | undefined): boolean {
  return scan !== undefined && scan.looked.units > 0 && scan.looked.types > 0;
}

/** A whole scan makes way for another whole one; of another question, for the first that is found. */
function shownOf(newest: ShownScan | undefined, whole: ShownScan | undefined) {
  if (!newest || !whole || newest.scan.phase === 'done') return newest ?? whole;
  return newest.key !== whole.key && newest.scan.findings.length > 0 ? newest : whole;
}

/** The host's, and what they are asked at the moment. Which profile types there are is kept for the page's pickers. */
function usePorts() {
  const { profiles, metrics, engine, now } = useHost();
  const client = useQueryClient();
  const [questions] = useState(createOpenQuestions);
  const ports = useMemo(() => {
    const fetchProfileTypes: ProfileSource['fetchProfileTypes'] = async (range, options) => {
      const types = await profiles.fetchProfileTypes(range, options);
      client.setQueryData(profileTypesQuery({ profiles }, range).queryKey, types);
      return types;
    };
    const kept = { ...profiles, fetchProfileTypes };
    return {
      profiles: questions.watch(kept, { server: 'Parca', words: PROFILE_WORDS }),
      metrics: metrics && questions.watch(metrics, { server: 'Prometheus', words: METRIC_WORDS }),
      engine,
      now,
    };
  }, [questions, client, profiles, metrics, engine, now]);
  return { questions, ports };
}

const PROFILE_WORDS = {
  fetchProfileTypes: 'profile types',
  fetchSeries: 'totals',
  fetchScrapes: 'scrapes',
  fetchSlice: 'slices',
  fetchSlices: 'slices',
};
const METRIC_WORDS = { fetchLabelValues: 'names of metrics', fetchRange: 'metrics' };
