import { z } from 'zod';
import type { CliEnvironment } from '../environment';
import { askPlace, type Place } from '../profile-source';
import { readArguments } from './tool-arguments';

/** What every tool answers with. */
export interface ToolContext {
  readonly environment: CliEnvironment;
  readonly place: Place;
  /** Of links, with a slash at its end. */
  readonly linkBase: string;
}

/** Epoch ms: what `now` in a window is, of an archive its end. */
export function nowOf({ environment, place }: ToolContext): Promise<number> {
  if (place.archive === undefined) return Promise.resolve(environment.now());
  return askPlace(environment, place, async ({ now }) => now);
}

/** A question that an assistant can ask. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: z.ZodRawShape;
  /** Rejects with CliError, SourceError, …: their words are the answer. */
  run(context: ToolContext, given: unknown): Promise<object>;
}

export function defineTool<S extends z.ZodRawShape>(tool: {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: S;
  readonly run: (context: ToolContext, asked: z.infer<z.ZodObject<S>>) => Promise<object>;
}): Tool {
  return { ...tool, run: async (context, given) => tool.run(context, readArguments(tool, given)) };
}

/** An assistant reads every row: few are asked for unless it says so. */
const [FEW, MOST] = [20, 100];

export const LIMIT = z
  .number()
  .int()
  .min(1)
  .max(MOST)
  .default(FEW)
  .describe(`rows at most, ${FEW} unless given, up to ${MOST}`);

export const SELECTOR = z
  .string()
  .max(4000)
  .describe(
    'TYPE{matchers}: process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta{juju_unit="shop/0"}; types are in profile_types',
  );

export const WINDOW = z
  .string()
  .max(200)
  .describe('FROM..TO, each RFC 3339, now-1h or epoch s; now of an archive is its end');

/** Names of strangers are data, and bounded: a template can be 2 kB. */
const LONGEST_NAME = 400;

export function bounded(name: string): string {
  if (name === '') return '(unknown)';
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME)}…`;
}
