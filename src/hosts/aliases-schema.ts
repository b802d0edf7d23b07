import { z } from 'zod';
import { ALIASED_LABELS, type GivenAliases } from '#series';

const name = z.string().trim().min(1).max(200);
const labelName = name.regex(/^[^\s,="{}]+$/, 'expected the name of a label');

/** What a site calls things, as a user has written it: in Grafana's settings, or in a file for the console. */
export const aliasesSchema = z.strictObject({
  labels: z
    .partialRecord(z.enum(ALIASED_LABELS), z.array(labelName).max(50).readonly())
    .exactOptional(),
  applications: z.record(name, name).exactOptional(),
}) satisfies z.ZodType<GivenAliases>;

/** `labels.pod[0]: expected the name of a label`, one a line. */
export function problemsOf({ issues }: z.ZodError): string {
  return issues
    .map(({ path, message }) => [...(path.length > 0 ? [pathText(path)] : []), message].join(': '))
    .join('\n');
}

function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((step, i) =>
      typeof step === 'number' ? `[${step}]` : `${i > 0 ? '.' : ''}${String(step)}`,
    )
    .join('');
}
