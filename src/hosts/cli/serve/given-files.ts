import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { GivenAliases } from '#series';
import type { MetricPanelText } from '#targets';
import { printable } from '#profile';
import { aliasesSchema, problemsOf } from '../../aliases-schema';
import { metricPanelSchema } from '../../metric-panel-schema';
import { CliError } from '../failure';

const MOST_PANELS = 100;

/** The charts beside a profile: `[{"title": …, "unit": …, "expression": …}]`. Throws CliError with file and place. */
export function readPanelsFile(path: string): Promise<readonly MetricPanelText[]> {
  return readGiven(path, z.array(metricPanelSchema).max(MOST_PANELS));
}

/** What a site calls labels and applications: `{"labels": {…}, "applications": {…}}`. Throws CliError with file and place. */
export function readAliasesFile(path: string): Promise<GivenAliases> {
  return readGiven(path, aliasesSchema);
}

async function readGiven<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  const name = printable(path);
  const answer = schema.safeParse(parseJson(name, await readText(name, path)));
  if (answer.success) return answer.data;
  throw new CliError(`${name}: ${printable(problemsOf(answer.error).replaceAll('\n', '; '))}`);
}

async function readText(name: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new CliError(
      `${name}: ${code === 'ENOENT' ? 'no such file' : `cannot be read (${code})`}`,
    );
  }
}

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const position = /position (\d+)/.exec(message)?.[1];
    const lines = text.slice(0, Number(position ?? text.length)).split('\n');
    const place = `${name}:${lines.length}:${lines.at(-1)!.length + 1}`;
    throw new CliError(`${place}: no JSON: ${printable(message)}`);
  }
}
