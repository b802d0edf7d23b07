import { z } from 'zod';

/** JSON of Connect leaves zeros and empty fields out; int64 are strings. */
const text = z.string().default('');
const labels = z.array(z.object({ name: text, value: text })).default([]);
const names = z.object({ names: z.array(z.string()).default([]) });
const timestamp = z
  .string()
  .regex(/^\d{1,15}$/, 'epoch milliseconds')
  .transform(Number);
/** Sums of int64, so whole; past 2^53 the server rounds them. */
const value = z.number().refine(Number.isInteger, 'a whole number').default(0);

export type LabelPairs = Readonly<z.infer<typeof labels>>;

/** Every control call that Parcascope makes. https://github.com/grafana/pyroscope/tree/main/api/querier/v1 */
export const METHODS = {
  profileTypes: {
    name: 'ProfileTypes',
    answer: z.object({
      profileTypes: z
        .array(
          z.object({
            name: text,
            sampleType: text,
            sampleUnit: text,
            periodType: text,
            periodUnit: text,
          }),
        )
        .default([]),
    }),
  },
  labelNames: { name: 'LabelNames', answer: names },
  labelValues: { name: 'LabelValues', answer: names },
  series: {
    name: 'Series',
    answer: z.object({ labelsSet: z.array(z.object({ labels })).default([]) }),
  },
  selectSeries: {
    name: 'SelectSeries',
    answer: z.object({
      series: z
        .array(z.object({ labels, points: z.array(z.object({ value, timestamp })).default([]) }))
        .default([]),
    }),
  },
} as const;

export interface Method<T> {
  readonly name: string;
  readonly answer: z.ZodType<T>;
}
