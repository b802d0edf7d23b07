import { z } from 'zod';
import { printable } from '#profile';
import { CliError } from '../failure';

/** What a tool is given, as its schema has it. Throws CliError: each wrong argument by its name, and which ones there are. */
export function readArguments<S extends z.ZodRawShape>(
  { name, input }: { readonly name: string; readonly input: S },
  given: unknown,
): z.infer<z.ZodObject<S>> {
  const read = z.strictObject(input).safeParse(given ?? {}, { reportInput: true });
  if (read.success) return read.data;
  const problems = read.error.issues.map(problemOf);
  throw new CliError(`${problems.join('; ')}. ${name} ${argumentsOf(input)}`);
}

/** `needs selector, range; may have by, limit` */
function argumentsOf(input: z.ZodRawShape): string {
  const [needed, others] = [true, false].map((isNeeded) =>
    Object.entries(input)
      .filter(([, schema]) => (z.safeParse(schema, undefined).success ? !isNeeded : isNeeded))
      .map(([argument]) => argument),
  );
  const parts = [
    ...(needed!.length > 0 ? [`needs ${needed!.join(', ')}`] : []),
    ...(others!.length > 0 ? [`may have ${others!.join(', ')}`] : []),
  ];
  return parts.join('; ');
}

function problemOf(issue: z.core.$ZodIssue): string {
  const place = issue.path.map(String).join('.');
  const at = (text: string) => (place === '' ? text : `${place}: ${text}`);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => `${quoted(key)}: no such argument`).join('; ');
    case 'invalid_type':
      return at(
        issue.input === undefined
          ? `missing, expected ${issue.expected}`
          : `expected ${issue.expected}, got ${quoted(issue.input)}`,
      );
    case 'invalid_value':
      return at(`expected one of ${issue.values.join(', ')}, got ${quoted(issue.input)}`);
    case 'too_small':
      return at(`expected at least ${issue.minimum}, got ${quoted(issue.input)}`);
    case 'too_big':
      return issue.origin === 'string'
        ? at(`expected at most ${issue.maximum} letters, got ${String(issue.input).length}`)
        : at(`expected at most ${issue.maximum}, got ${quoted(issue.input)}`);
    default:
      return at(printable(issue.message));
  }
}

const MOST_QUOTED = 80;

function quoted(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return printable(text.length <= MOST_QUOTED ? text : `${text.slice(0, MOST_QUOTED)}…`);
}
