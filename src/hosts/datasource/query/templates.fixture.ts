import type { ScopedVars } from '@grafana/data';
import type { Templates, ValueFormat } from './templates';

/** A dashboard's variable, for tests. */
export interface FakeVariable {
  readonly value: unknown;
  readonly type?: string;
  /** All is chosen and stands for this text. */
  readonly allValue?: string;
}

const SYNTAX = /\$(\w+)|\[\[(\w+?)(?::(\w+))?\]\]|\$\{(\w+)(?:\.[^:^}]+)?(?::([^}]+))?\}/g;

/**
 * As Grafana's `TemplateSrv` does it: a format in the text wins over the caller's, unknown variables stay, and the text for All is
 * handed out without asking for a format.
 */
export function fakeTemplates(variables: Readonly<Record<string, FakeVariable>> = {}): Templates {
  const lookUp = (name: string, scopedVars: ScopedVars): FakeVariable | undefined => {
    const scoped = scopedVars[name];
    return scoped ? { value: scoped.value } : variables[name];
  };
  return {
    replace: (text, scopedVars = {}, format = 'glob') =>
      text.replace(SYNTAX, (match: string, ...found: (string | undefined)[]) => {
        const [plain, square, squareFormat, curly, curlyFormat] = found;
        const variable = lookUp(plain ?? square ?? curly ?? '', scopedVars);
        if (!variable) return match;
        if (variable.allValue !== undefined) return variable.allValue;
        return printValue(variable, squareFormat ?? curlyFormat ?? format);
      }),
  };
}

function printValue({ value, type }: FakeVariable, format: string | ValueFormat): string {
  if (typeof format === 'function') return format(value, { ...(type !== undefined && { type }) });
  const list = Array.isArray(value) ? value.map(String) : [String(value)];
  if (format === 'regex') return list.length > 1 ? `(${list.join('|')})` : list.join('');
  if (format === 'csv' || list.length === 1) return list.join(',');
  return `{${list.join(',')}}`;
}
