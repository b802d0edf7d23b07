import type { TimeRange } from '#series';
import { htmlText } from './html-text';
import type { ReportChart } from './report-question';

const [WIDTH, HEIGHT, TOP, BOTTOM] = [400, 96, 4, 16];
/** As many as there are colours; the others are counted. */
const MOST_SERIES = 6;
/** Points a series: a chart has no more pixels. */
const MOST_POINTS = 400;

/** Each metric against time with the windows of both sides, as pictures that need nothing. */
export function metricCharts(charts: readonly ReportChart[]): string {
  if (charts.length === 0) return '';
  return `<div class="charts">${charts.map(metricChart).join('\n')}</div>`;
}

function metricChart({ title, format, range, series, windows, timeOf }: ReportChart): string {
  const shown = series.slice(0, MOST_SERIES);
  const greatest = Math.max(
    0,
    ...shown.flatMap(({ values }) => values.filter((value) => value !== null)),
  );
  const lines = shown.map(
    (one, k) => `<path class="series s${k}" d="${pathOf(one, range, greatest)}"/>`,
  );
  const bands = windows.map(({ name, range: window }) => {
    const [from, to] = [xOf(window.start, range), xOf(window.end, range)];
    return `<rect class="window ${htmlText(name)}" x="${from}" y="0" width="${Math.max(1, to - from).toFixed(1)}" height="${HEIGHT - BOTTOM}"><title>${htmlText(name)}</title></rect>`;
  });
  const names = shown.map(({ label }, k) => `<span class="key s${k}">${htmlText(label)}</span>`);
  const more = series.length - shown.length;
  return [
    `<figure class="chart"><figcaption><b>${htmlText(title)}</b> <span>up to ${htmlText(format(greatest))}</span> ${names.join(' ')}${more > 0 ? ` <span>${more} more</span>` : ''}</figcaption>`,
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${htmlText(title)}, up to ${htmlText(format(greatest))}">`,
    ...bands,
    `<path class="axis" d="M0 ${HEIGHT - BOTTOM}H${WIDTH}M0 ${TOP}H${WIDTH}"/>`,
    ...lines,
    `<text x="2" y="${HEIGHT - 4}">${htmlText(timeOf(range.start))}</text>`,
    `<text x="${WIDTH - 2}" y="${HEIGHT - 4}" text-anchor="end">${htmlText(timeOf(range.end))}</text>`,
    '</svg></figure>',
  ].join('');
}

/** A gap begins anew. Of more points than pixels the greatest of each pixel. */
function pathOf(
  { times, values }: ReportChart['series'][number],
  range: TimeRange,
  greatest: number,
): string {
  const every = Math.max(1, Math.ceil(times.length / MOST_POINTS));
  let path = '';
  let isOpen = false;
  for (let i = 0; i < times.length; i += every) {
    const group = values.slice(i, i + every).filter((value) => value !== null);
    if (group.length === 0) {
      isOpen = false;
      continue;
    }
    const height = HEIGHT - BOTTOM - TOP;
    const y = HEIGHT - BOTTOM - (greatest > 0 ? (Math.max(...group) / greatest) * height : 0);
    path += `${isOpen ? 'L' : 'M'}${xOf(times[i]!, range)} ${y.toFixed(1)}`;
    // A point on its own is a point.
    if (!isOpen) path += 'h0';
    isOpen = true;
  }
  return path;
}

function xOf(time: number, { start, end }: TimeRange): number {
  return Number((((time - start) / Math.max(1, end - start)) * WIDTH).toFixed(1));
}
