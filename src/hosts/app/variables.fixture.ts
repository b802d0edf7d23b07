import type { ScopedVars } from '@grafana/data';
import type { TemplateSrv } from '@grafana/runtime';

/** For tests: `$name` and `${name}` of `variables`, as Grafana's own service hands them to a format. */
export function fakeVariables(
  variables: () => Readonly<Record<string, string | string[]>>,
): TemplateSrv {
  return {
    replace: (text = '', _scoped?: ScopedVars, format?: unknown) =>
      text.replace(/\$\{?(\w+)\}?/g, (reference, name: string) => {
        const value = variables()[name];
        if (value === undefined) return reference;
        return typeof format === 'function' ? String(format(value)) : String(value);
      }),
    getVariables: () => [],
    containsTemplate: () => false,
    updateTimeRange: () => undefined,
  };
}
