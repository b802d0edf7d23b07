import type { ScopedVars, TypedVariableModel } from '@grafana/data';
import type { TemplateSrv } from '@grafana/runtime';

/** Values of the dashboard's variables by name; set before a query runs. */
export const variables = new Map<string, string | readonly string[]>();

const REFERENCE = /\$(\w+)|\$\{(\w+)(?::(\w+))?\}/g;

/** Variables as Grafana replaces them, in the formats that the plugins ask for. */
export const templateSrv: TemplateSrv = {
  getVariables: (): TypedVariableModel[] => [],
  containsTemplate: (text) => text !== undefined && text.search(REFERENCE) >= 0,
  updateTimeRange: () => undefined,
  replace: (text = '', scopedVars: ScopedVars = {}, format) =>
    text.replace(REFERENCE, (whole, bare?: string, braced?: string, named?: string) => {
      const name = bare ?? braced ?? '';
      const value: unknown = scopedVars[name]?.value ?? variables.get(name);
      if (value === undefined) return whole;
      if (typeof format === 'function') return format(value, { name, type: 'query' });
      return formatted(value, named ?? format);
    }),
};

function formatted(value: unknown, format: string | undefined): string {
  if (!Array.isArray(value)) return String(value);
  const texts = value.map(String);
  if (format === 'regex') return `(${texts.map(escaped).join('|')})`;
  return format === 'pipe' ? texts.join('|') : `{${texts.join(',')}}`;
}

const escaped = (text: string) => text.replace(/[\\^$*+?.()|[\]{}/]/g, '\\$&');
