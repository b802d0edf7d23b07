import type { BarView } from '#pages';
import { printMatchers, type Matcher, type TimeRange } from '#series';

/** What stands before the letter of a side in the names of Parca's parameters. */
interface Side {
  readonly matchers: readonly Matcher[] | undefined;
  readonly window: TimeRange | undefined;
}

/**
 * The view in Parca's own page at `base`: the same type, labels and range, and the window as what is merged. undefined where nothing is selected
 * yet, or there is no picture.
 */
export function parcaPageLink(base: string, { view, range }: BarView): string | undefined {
  const { profileType, page } = view;
  if (page !== 'profile' && page !== 'compare') return undefined;
  const sides: readonly Side[] =
    page === 'compare' ? [view.baseline, view.comparison] : [view.profile];
  if (profileType === undefined || !sides.every(({ matchers }) => matchers)) return undefined;
  const url = new URL(base);
  url.search = '';
  url.hash = '';
  const put = (name: string, value: string) => url.searchParams.set(name, value);
  sides.forEach(({ matchers, window }, k) => {
    const suffix = k === 0 ? 'a' : 'b';
    const expression = profileType + printMatchers(matchers!);
    const merged = window ?? range;
    if (sides.length > 1) put(`compare_${suffix}`, 'true');
    put(`expression_${suffix}`, expression);
    put(`from_${suffix}`, String(Math.min(range.start, merged.start)));
    put(`to_${suffix}`, String(Math.max(range.end, merged.end)));
    put(
      `time_selection_${suffix}`,
      `absolute:${Math.min(range.start, merged.start)}-${Math.max(range.end, merged.end)}`,
    );
    put(`merge_from_${suffix}`, nanoseconds(merged.start));
    put(`merge_to_${suffix}`, nanoseconds(merged.end));
    put(`selection_${suffix}`, expression);
  });
  return url.toString();
}

const nanoseconds = (time: number) => `${Math.round(time)}000000`;
