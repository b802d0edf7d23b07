import {
  fewSlicesText,
  MOST_BYTES,
  mostBytesOf,
  noiseMessage,
  ONE_SLICE,
  sliceFactsOf,
  slicesToJudge,
  stepText,
  type Pair,
} from '#comparison';
import type { Judgement } from '#comparison';
import type { Milliseconds } from '#series';
import { SourceError } from '#sources';
import { formatDelta, formatSignedPercent } from '#ui';
import type { OpenedSide, Opening } from './open-side';
import { withTrees } from './open-slices';
import type { ResolvedQuery } from '../resolve-query';

/** Whether the difference of two sides is more than noise. */
export interface Judged {
  /** undefined: not known, and `notice` says why. */
  readonly judgement?: Judgement;
  readonly notice: string;
}

const TRIMMED_SIDE =
  'Not tested for noise: a side is trimmed, and what may be in its (trimmed) is in (trimmed) on both sides.';
const ROWS = { function: 'functions', file: 'files', binary: 'binaries', package: 'packages' };

/**
 * Fetches the slices of both sides, a few at a time, and tests the rows of their table. A dashboard asks unasked: what may be more than
 * `MOST_BYTES` is left out, and so is a test whose slices cannot be had; that takes nothing from the picture.
 */
export async function judgeSides(
  sides: Pair<OpenedSide>,
  by: ResolvedQuery['by'],
  running: Opening,
): Promise<Judged> {
  if (sides.some(({ trimmed }) => trimmed)) return { notice: TRIMMED_SIDE };
  const plans = sides.map(({ fetched }) => slicesToJudge(fetched));
  const facts = sliceFactsOf(sides[0].selector.profileType, plans);
  const isCounted = facts.kind === 'counts';
  if (!isCounted && plans.some((slices) => slices.length < 2)) return { notice: ONE_SLICE };
  const bytes = mostBytesOf(sides);
  const count = plans.flat().length;
  if (bytes > MOST_BYTES)
    return {
      notice: `Not tested for noise: that takes ${count} questions, up to ${mebibytes(bytes)}; ${mebibytes(MOST_BYTES)} are the most. Choose a shorter range.`,
    };
  const slices = plans.flatMap((plan, k) =>
    plan.map((slice) => ({ ...slice, selector: sides[k]!.selector })),
  );
  try {
    const judgement = await withTrees(slices, running, (trees) => {
      const first = plans[0]!.length;
      return running.engine.judge(
        {
          sides: [sides[0].handle, sides[1].handle],
          runs: [trees.slice(0, first), trees.slice(first)],
          facts,
          filters: [],
          matchRenamed: true,
          by,
        },
        { signal: running.signal },
      );
    });
    const steps = judgement.stepsWithin.map((step) => stepText(step, STEP_FORMAT));
    const few = fewSlicesText(judgement.slices, isCounted);
    const notice = [few, ...steps, noiseMessage(judgement, ROWS[by])].filter(Boolean).join(' ');
    return { judgement, notice };
  } catch (error) {
    if (running.signal.aborted || !(error instanceof SourceError)) throw error;
    return { notice: `Not tested for noise: ${error.message}` };
  }
}

const STEP_FORMAT = {
  delta: formatDelta,
  percent: formatSignedPercent,
  name: (name: string) => name,
  time: (time: Milliseconds) => new Date(time).toISOString(),
};

const mebibytes = (bytes: number) => `${Math.ceil(bytes / 2 ** 20)} MiB`;
