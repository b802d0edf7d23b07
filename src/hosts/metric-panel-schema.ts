import { z } from 'zod';
import { PatternError } from '#pattern';
import { compileMetricNames, type MetricPanelText } from '#targets';

const MOST_PATTERNS = 100;

/** A metric panel as a user has written it: in Grafana's settings, or in a file for the console. */
export const metricPanelSchema = z
  .strictObject({
    title: z.string().trim().min(1).max(200),
    unit: z.string().max(40),
    expression: z
      .string()
      .trim()
      .min(1)
      .max(4000)
      .refine((text) => text.includes('$matchers'), '$matchers is missing'),
    metrics: z
      .array(z.string().min(1).max(500).superRefine(checkPattern))
      .min(1)
      .max(MOST_PATTERNS)
      .readonly()
      .exactOptional(),
    hasStatus: z.literal(true).exactOptional(),
    measures: z.enum(['cpu', 'memory', 'goroutines']).exactOptional(),
  })
  .refine(({ expression, metrics }) => metrics !== undefined || !/\$metric\b/.test(expression), {
    path: ['expression'],
    error: '$metric stands for one of metrics, which is missing',
  }) satisfies z.ZodType<MetricPanelText>;

function checkPattern(text: string, context: z.RefinementCtx): void {
  try {
    compileMetricNames([text]);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    context.addIssue({ code: 'custom', message: error.message });
  }
}
