import { z } from 'zod';
import { aliasesSchema } from './aliases-schema';
import { metricPanelSchema } from './metric-panel-schema';

/** What the console's server tells its pages at /config.json. Times are epoch milliseconds. */
export const consoleConfigSchema = z.object({
  mode: z.enum(['archive', 'live']),
  title: z.string(),
  parca: z.boolean(),
  pyroscope: z.boolean(),
  prometheus: z.boolean(),
  /** Whose profiles an archive holds. */
  recordedFrom: z.enum(['Parca', 'Pyroscope']).optional(),
  range: z.object({ start: z.number(), end: z.number() }).optional(),
  /** Where the pages begin when the address names none. */
  start: z
    .string()
    .regex(/^\/(?!\/)/)
    .optional(),
  /** Parca's own page, as browsers reach it. */
  parcaPage: z
    .string()
    .regex(/^https?:\/\//)
    .optional(),
  metricPanels: z.array(metricPanelSchema).readonly().optional(),
  aliases: aliasesSchema.optional(),
  version: z.string(),
});

export type ConsoleConfig = z.infer<typeof consoleConfigSchema>;
