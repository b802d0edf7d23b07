import { z } from 'zod';
import { jsonText } from '#profile';
import { SourceError } from './source-error';

// zod would otherwise try `new Function`, which a content security policy refuses and reports.
z.config({ jitless: true });

/**
 * What a schema makes of a server's answer, or a SourceError that names the first wrong place:
 * `data.result[3].values[0][1]: expected string, got 7`. `at` is the path of `input` in the answer.
 */
export function parseWith<T>(
  schema: z.ZodType<T>,
  input: unknown,
  { source, at }: { readonly source: string; readonly at: string },
): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const found = issue.path.reduce<unknown>(step, input);
  throw new SourceError({
    kind: 'malformed',
    source,
    detail: `${printPath(at, issue.path)}: expected ${expected(issue)}, got ${printFound(found)}`,
  });
}

function step(value: unknown, key: PropertyKey): unknown {
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, key)) return undefined;
  return Reflect.get(value, key);
}

function printPath(at: string, path: readonly PropertyKey[]): string {
  const printed = path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, at);
  return printed === '' ? 'answer' : printed;
}

type Issue = z.core.$ZodIssue;

function expected(issue: Issue): string {
  if (issue.code === 'invalid_type') return issue.expected;
  if (issue.code === 'invalid_value')
    return issue.values.map((v) => JSON.stringify(v)).join(' or ');
  if (issue.code === 'too_small') return `an array of ${issue.minimum}`;
  if (issue.code === 'too_big') return `an array of ${issue.maximum}`;
  return issue.message;
}

function printFound(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = jsonText(typeof value === 'string' ? value.slice(0, LONGEST + 1) : value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

const LONGEST = 60;
