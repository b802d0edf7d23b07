import type { DataFrame, QueryResultMeta } from '@grafana/data';
import { z } from 'zod';
import type { Judgement } from '#comparison';
import type { Seconds, TimeRange } from '#series';
import { judgementSchema, judgementToMeta } from '../judgement';

/** What one column of a profile frame is of; the panel normalises and links with it. */
export interface SideFacts {
  /** `process_cpu:…{juju_unit="shop-k8s/1"}` */
  readonly selector: string;
  readonly range: TimeRange;
  /** Seconds that the values stand for (`coverageOf`). */
  readonly seconds: Seconds;
  readonly scrapes: number;
  /** Absent in frames of before it was known. */
  readonly series?: number | undefined;
  readonly buildIds: readonly string[];
}

/** `meta.custom.parcascope` of the frames that our datasource makes. */
export interface FrameFacts {
  /** Printed. */
  readonly profileType: string;
  /** One a column of the tree: the profile, or baseline and comparison. */
  readonly sides: readonly SideFacts[];
  /** Of a comparison by function whose slices were tested. */
  readonly judgement?: Judgement | undefined;
}

const factsSchema: z.ZodType<FrameFacts, unknown> = z.object({
  profileType: z.string(),
  sides: z
    .array(
      z.object({
        selector: z.string(),
        range: z.object({ start: z.number(), end: z.number() }),
        seconds: z.number(),
        scrapes: z.number(),
        series: z.number().optional(),
        buildIds: z.array(z.string()),
      }),
    )
    .min(1)
    .max(2),
  // Another version of ours may judge otherwise; the rest is good all the same.
  judgement: judgementSchema.optional().catch(undefined),
});

export function factsToMeta(facts: FrameFacts): Record<string, unknown> {
  const { judgement, ...rest } = facts;
  return {
    parcascope: { ...rest, ...(judgement && { judgement: judgementToMeta(judgement) }) },
  };
}

/** undefined when the frame is not ours, or of another version of ours. */
export function factsOfFrame(frame: DataFrame): FrameFacts | undefined {
  const parsed = factsSchema.safeParse(frame.meta?.custom?.['parcascope']);
  return parsed.success ? parsed.data : undefined;
}

/** What every frame says of how it was made: the query for Grafana's inspector, and in words what is partial or left out. */
export function frameMeta(of: {
  readonly executed: string;
  readonly notices: readonly string[];
}): QueryResultMeta {
  return {
    executedQueryString: of.executed,
    ...(of.notices.length > 0 && {
      notices: of.notices.map((text) => ({ severity: 'info' as const, text })),
    }),
  };
}
