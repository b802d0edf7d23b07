import { z } from 'zod';
import { VERDICTS, type Judgement } from '#comparison';

const pair = z.tuple([z.number(), z.number()]);

const rowSchema = z.object({
  verdict: z.enum(VERDICTS),
  q: z.number().exactOptional(),
  relative: pair.exactOptional(),
  logInterval: pair.exactOptional(),
  interval: pair.exactOptional(),
  samples: pair.exactOptional(),
  smallest: z.number().exactOptional(),
  minutesForTenth: z.number().exactOptional(),
  minutesToTest: z.number().exactOptional(),
  dispersion: z.number().exactOptional(),
  bySampling: z.literal(true).exactOptional(),
});

const movedSchema = z.object({
  name: z.string(),
  totals: pair,
  under: z.string().exactOptional(),
  below: z.string().exactOptional(),
  besides: z.object({ name: z.string(), totals: pair }).exactOptional(),
  verdict: rowSchema,
});

const rangeSchema = z.object({ start: z.number(), end: z.number() });

const stepSchema = z.object({
  side: z.enum(['baseline', 'comparison']),
  time: z.number(),
  means: pair,
  windows: z.object({ baseline: rangeSchema, comparison: rangeSchema }).exactOptional(),
});

const valuesSchema = z.array(z.array(z.number()).transform((row) => Float64Array.from(row)));

/** As it is written in a frame's meta, which is JSON: values of slices are lists there. */
export const judgementSchema: z.ZodType<Judgement, unknown> = z.object({
  method: z.enum(['equalLoad', 'level', 'sampling']),
  names: z.array(z.string()),
  rows: z.array(rowSchema),
  values: z.tuple([valuesSchema, valuesSchema]),
  slices: pair,
  quantum: z.number(),
  tested: z.number(),
  flagged: z.number(),
  typical: z.number(),
  drift: z.number(),
  wander: z.number(),
  load: z.number().exactOptional(),
  total: rowSchema.extend({ means: pair.exactOptional() }),
  controls: z.number(),
  selfChecks: z.array(
    z.object({
      of: z.enum([
        'halves of the baseline',
        'halves of the comparison',
        'the time before the baseline',
      ]),
      tested: z.number(),
      flagged: z.number(),
    }),
  ),
  moved: z.object({
    grew: movedSchema.exactOptional(),
    shrank: movedSchema.exactOptional(),
    unclear: movedSchema.extend({ minutes: z.number() }).exactOptional(),
  }),
  stepsWithin: z.array(
    z.discriminatedUnion('of', [
      stepSchema.extend({ of: z.literal('whole'), name: z.string().exactOptional() }),
      stepSchema.extend({ of: z.literal('share'), name: z.string() }),
      stepSchema.extend({ of: z.literal('ramp'), perMinute: z.number(), unit: z.string() }),
    ]),
  ),
});

export function judgementToMeta(judgement: Judgement) {
  return { ...judgement, values: judgement.values.map((side) => side.map((row) => [...row])) };
}
