import { open, rm } from 'node:fs/promises';
import type { Command } from 'commander';
import { printable } from '#profile';
import { CliError } from './failure';

/** How an answer is printed. */
export type AnswerFormat = (typeof FORMATS)[number];

const FORMATS = ['text', 'json', 'markdown', 'csv', 'html'] as const;

/** The first rows of a table for an issue. */
export const MOST_MARKDOWN_ROWS = 20;

export interface FormatOptions {
  readonly format?: string;
  readonly json?: boolean;
  readonly html?: string;
}

export function addFormatOptions(command: Command): Command {
  return command
    .option('--format <how>', `${FORMATS.join(', ')} (default: text)`)
    .option('--json', 'exact values for scripts: --format json')
    .option('--html <file>', 'a report that opens anywhere, besides what is printed');
}

/** Throws CliError. */
export function readFormat({ format, json }: FormatOptions): AnswerFormat {
  if (format === undefined) return json ? 'json' : 'text';
  const found = FORMATS.find((each) => each === format);
  if (!found)
    throw new CliError(`--format: expected ${FORMATS.join(', ')}, got "${printable(format)}"`);
  if (json && found !== 'json') throw new CliError(`--json is --format json: give one of them`);
  return found;
}

/** Writes the report where `--html` says so. Throws DiskError where it cannot be written whole, and leaves none that is cut. */
export async function writeReport(
  { html }: FormatOptions,
  report: () => Promise<string>,
): Promise<void> {
  if (html === undefined) return;
  const text = await report();
  const { writing } = await import('#archive');
  await writing(html, async () => {
    const file = await open(html, 'w');
    try {
      await file.writeFile(text);
    } catch (error) {
      if ((await file.stat()).isFile()) await rm(html);
      throw error;
    } finally {
      await file.close();
    }
  });
}

/** At the end of a report: by what, and when. */
export function madeBy({ version, now }: { readonly version: string; now(): number }): string {
  const time = new Date(now()).toISOString().slice(0, 16).replace('T', ' ');
  return `Made with Parcascope ${version}, ${time} UTC`;
}
