import type { Labels, Milliseconds, Selector, TimeRange } from '#series';
import { mapConcurrently } from '../../scrapes/concurrently';
import { METHODS } from '../protocol/answers';
import type { PyroscopeClient } from '../protocol/pyroscope-client';
import { decodeLabels, piecesOf, printLabelSelector, printTypeID } from '../wire';

/** The sum of what one label set has in (time - grain, time]. */
export interface Point {
  readonly labels: Labels;
  readonly time: Milliseconds;
  readonly grain: Milliseconds;
  readonly value: number;
}

export interface PointsQuestion {
  readonly selector: Selector;
  /** Sets that differ in other labels are added. */
  readonly groupBy: readonly string[];
}

/** A server takes about a microsecond for each, whether there is data or not. */
const MOST_STEPS = 100_000;

/**
 * Every stored profile of a range, both ends included, with its exact value; its time is known to a grain of 1 ms up to 100 s of range,
 * 3 ms for 5 min, 36 ms for 1 h. Profiles of one group and grain are added.
 */
export async function listPoints(
  client: PyroscopeClient,
  question: PointsQuestion,
  range: TimeRange,
): Promise<readonly Point[]> {
  return listPieces(client, question, piecesOf(range));
}

/** The same to the millisecond whatever the range: it costs a server 4 s of CPU for an hour. */
export async function listByMillisecond(
  client: PyroscopeClient,
  question: PointsQuestion,
  range: TimeRange,
): Promise<readonly Point[]> {
  const pieces = piecesOf(range).flatMap(({ start, end }) =>
    Array.from({ length: Math.ceil((end - start + 1) / MOST_STEPS) }, (_, i) => {
      const from = start + i * MOST_STEPS;
      return { start: from, end: Math.min(end, from + MOST_STEPS - 1) };
    }),
  );
  return listPieces(client, question, pieces);
}

async function listPieces(
  client: PyroscopeClient,
  question: PointsQuestion,
  pieces: readonly TimeRange[],
): Promise<readonly Point[]> {
  const lists = await mapConcurrently(pieces, (piece) => listPiece(client, question, piece));
  return lists.flat();
}

/**
 * A point holds what is after the one before it, so the first, which holds what is before the range, is dropped; steps end with the range, and
 * what they leave over at its start is asked by the millisecond:
 *
 *     start            first                                    end
 *       |- by 1 ms ----|---- grain ----|---- grain ----|----------|
 */
async function listPiece(
  client: PyroscopeClient,
  question: PointsQuestion,
  { start, end }: TimeRange,
): Promise<readonly Point[]> {
  const length = end - start + 1;
  const grain = Math.ceil(length / MOST_STEPS);
  const first = end - Math.floor(length / grain) * grain;
  const [main, rest] = await Promise.all([
    fetchPoints(client, question, { start: first, end, step: grain }),
    // A profile within the last millisecond, after its beginning, is before `first + 1` only.
    first >= start
      ? fetchPoints(client, question, { start: start - 1, end: first + 1, step: 1 })
      : [],
  ]);
  const inMain = main.filter(({ time }) => time > first);
  const inRest = rest.filter(({ time }) => time >= start && time <= first);
  const covered = grain === 1 ? end : lastCovered(inMain, { first, end, grain });
  if (covered >= end) return [...inRest, ...inMain];
  const tail = await fetchPoints(client, question, { start: covered, end, step: 1 });
  return [...inRest, ...inMain, ...tail.filter(({ time }) => time > covered)];
}

/**
 * Where the steps end that were answered. A range that begins before the oldest profile of a server that keeps it in two ways has steps that
 * count from that profile on, and then no step up to its end; without any point nothing tells whether it was so.
 */
function lastCovered(
  points: readonly Point[],
  { first, end, grain }: { first: Milliseconds; end: Milliseconds; grain: Milliseconds },
): Milliseconds {
  if (points.length === 0) return end - grain;
  const shifted = points.find(({ time }) => (time - first) % grain !== 0);
  return shifted ? shifted.time + Math.floor((end - shifted.time) / grain) * grain : end;
}

export interface Steps extends TimeRange {
  readonly step: Milliseconds;
}

/** As the server answers. Never asked for means: it ignores that, or averages what does not belong together. */
export async function fetchPoints(
  client: PyroscopeClient,
  { selector, groupBy }: PointsQuestion,
  { start, end, step }: Steps,
): Promise<readonly Point[]> {
  const { series } = await client.ask(METHODS.selectSeries, {
    profileTypeID: printTypeID(selector.profileType),
    labelSelector: printLabelSelector(selector),
    ...{ start, end, step: step / 1000, groupBy },
  });
  return series.flatMap(({ labels: pairs, points }) => {
    const labels = decodeLabels(pairs);
    return points.map(({ timestamp, value }): Point => ({
      ...{ labels, time: timestamp, grain: step, value },
    }));
  });
}

/** Of each label set the sum of a range, to the millisecond: one question, whatever the number of profiles. */
export async function fetchSums(
  client: PyroscopeClient,
  question: PointsQuestion,
  range: TimeRange,
): Promise<readonly { readonly labels: Labels; readonly value: number }[]> {
  const pieces = await mapConcurrently(piecesOf(range), async (piece) => {
    const before = piece.start - 1;
    const step = piece.end - before;
    const points = await fetchPoints(client, question, { start: before, end: piece.end, step });
    const isWhole = points.some(({ time }) => time === piece.end);
    const isShifted = points.some(({ time }) => time !== piece.end && time !== before);
    // With steps that count from another moment, the end of the range is in none.
    if (isShifted || !isWhole) return listPiece(client, question, piece);
    return points.filter(({ time }) => time === piece.end);
  });
  return pieces.flat();
}
