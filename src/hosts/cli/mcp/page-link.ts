import type { TimeRange } from '#series';
import { readWindow } from '../time-window';
import { nowOf, type ToolContext } from './tool';

/** An address of the pages, `pages/state/view/view-url.ts`: each window by the name of its side, and a range that holds them all. */
export async function pageLink(
  context: ToolContext,
  page: 'profile' | 'compare',
  of: {
    readonly windows: Readonly<Record<string, string>>;
    readonly params: Readonly<Record<string, string>>;
  },
): Promise<string> {
  const now = await nowOf(context);
  const ranges = Object.entries(of.windows).map(([name, window]): [string, TimeRange] => [
    name,
    readWindow(window, now),
  ]);
  const params = new URLSearchParams({
    ...of.params,
    from: String(Math.min(...ranges.map(([, { start }]) => start))),
    to: String(Math.max(...ranges.map(([, { end }]) => end))),
    ...Object.fromEntries(
      ranges.map(([name, { start, end }]) => [`${name}Window`, `${start}-${end}`]),
    ),
  });
  return `${context.linkBase}${page}?${params.toString()}`;
}
