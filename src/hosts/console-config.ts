import { z } from 'zod';
import { aliasesSchema } from './aliases-schema';
import { metricPanelSchema } from './metric-panel-schema';

/** What the console's server says of itself at /config.json. */
const configSchema = z.object({
  mode: z.enum(['archive', 'live']),
  title: z.string(),
  parca: z.boolean(),
  prometheus: z.boolean(),
  range: z.object({ start: z.number(), end: z.number() }).optional(),
  metricPanels: z.array(metricPanelSchema).optional(),
  aliases: aliasesSchema.optional(),
  version: z.string(),
});

export type ConsoleConfig = z.infer<typeof configSchema>;

export async function loadConfig(): Promise<ConsoleConfig> {
  const response = await fetch('/config.json');
  if (!response.ok) throw new Error(`/config.json: HTTP ${response.status}`);
  return configSchema.parse(await response.json());
}
