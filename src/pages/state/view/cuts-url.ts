import { faultOfPattern } from '#pattern';
import {
  FILTER_FIELDS,
  FILTER_KINDS,
  MOST_FILTERS,
  type DisplayState,
  type FilterState,
} from './view-state';

/** How a link names what is shown of one function. */
export const PIVOT_NAMES = { callers: 'callers', callees: 'callees', both: 'sandwich' } as const;

export function readPivot(params: URLSearchParams): DisplayState['pivot'] {
  for (const of of ['callers', 'callees', 'both'] as const) {
    const functionName = params.get(PIVOT_NAMES[of]);
    if (functionName !== null) return { of, functionName };
  }
  return undefined;
}

/** `hideFrame` is a function, `hideFrame.package` a package, `hideFrame.package.regex` an expression. */
export function filterName({ kind, field, regex }: Omit<FilterState, 'pattern'>): string {
  return `${kind}${field === 'function' ? '' : `.${field}`}${regex ? '.regex' : ''}`;
}

const FILTER_NAMES: ReadonlyMap<string, Omit<FilterState, 'pattern'>> = new Map(
  FILTER_KINDS.flatMap((kind) =>
    FILTER_FIELDS.flatMap((field) =>
      [false, true].map((regex) => {
        const filter = { kind, field, regex };
        return [filterName(filter), filter] as const;
      }),
    ),
  ),
);

/**
 * Filters apply in the order of the link, so names are walked rather than asked for. What is no regular expression goes to `problems`: nothing
 * could be shown with it.
 */
export function readFilters(params: URLSearchParams, problems: string[]): readonly FilterState[] {
  const filters: FilterState[] = [];
  let read = 0;
  for (const [name, pattern] of params) {
    const filter = FILTER_NAMES.get(name);
    if (!filter) continue;
    read++;
    // Before it is compiled: a link can bring hundreds.
    if (read > MOST_FILTERS) {
      problems.push(`link: ${name}: more than ${MOST_FILTERS} filters`);
      continue;
    }
    const fault = filter.regex ? faultOfPattern(pattern) : undefined;
    if (fault === undefined) filters.push({ ...filter, pattern });
    else problems.push(`link: ${name}: ${fault}`);
  }
  return filters;
}

/** Of one empty path, no package: all code is somebody's. */
export function readOwn(params: URLSearchParams): DisplayState['own'] {
  const paths = params.getAll('own');
  return paths.length === 0 ? undefined : paths.filter((path) => path !== '');
}
