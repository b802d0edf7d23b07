import { z } from 'zod';

/** What `top --json` promises, and nothing else. */
export const topSchema = z.strictObject({
  version: z.literal(1),
  unit: z.string(),
  sampleType: z.string(),
  total: z.number(),
  rows: z.array(z.strictObject({ name: z.string(), self: z.number(), total: z.number() })),
});
