import { z } from 'zod';

const pair = z.tuple([z.number(), z.number()]);
const interval = pair.refine(([low, high]) => low <= high);
const values = z.strictObject({ self: z.number(), total: z.number() });

/** What `compare --json` promises, and nothing else. */
export const reportSchema = z.strictObject({
  version: z.literal(1),
  unit: z.string(),
  normalise: z.enum(['raw', 'share', 'per-second', 'per-unit', 'per-file']),
  baseline: z.strictObject({ total: z.number() }),
  comparison: z.strictObject({ total: z.number() }),
  noise: z.strictObject({
    level: z.literal(0.05),
    slices: pair,
    tested: z.int().min(0),
    flagged: z.int().min(0),
    aa: z.strictObject({ tested: z.int().min(0), flagged: z.int().min(0) }),
    load: z.number().optional(),
  }),
  rows: z.array(
    z.strictObject({
      name: z.string(),
      ...{ baseline: values, comparison: values, delta: values },
      verdict: z.enum([
        'grew',
        'shrank',
        'new',
        'gone',
        'within noise',
        'more than sampling explains',
        'no more than sampling explains',
        'too few samples',
        'too few slices',
        'is the whole',
        'constants differ',
        'slices too alike',
      ]),
      q: z.number().min(0).max(1).optional(),
      interval: interval.optional(),
      relative: interval.optional(),
    }),
  ),
});

export type CheckedReport = z.infer<typeof reportSchema>;
