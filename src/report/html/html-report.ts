import { htmlText, jsonInScript } from './html-text';
import { metricCharts } from './metric-charts';
import type { FrameMark, ReportPicture, ReportQuestion, ReportSide } from './report-question';
import { reportTable } from './report-table';
import { viewerData } from './viewer-data';

const MOST_ROWS = 500;
/** The file stays small, and a browser draws it at once. */
const BOUNDS = { mostFrames: 2000, mostLevels: 400 };
const MARKS: readonly FrameMark[] = ['new', 'gone', 'negative'];

/**
 * One view as one HTML file that asks for nothing: what it says, of what, how sure; metrics, an interactive flame graph, the table. Its policy lets
 * the one script run that is in it, by its hash. The script is loaded when the first report is made.
 */
export async function htmlReport(question: ReportQuestion): Promise<string> {
  const { loadViewer } = await import('../viewer/main.ts?report-viewer');
  const { script, scriptHash, style, styleHash } = await loadViewer();
  const { title, answer, sides, picture, table } = question;
  const columns = sides.length > 1 ? sides.map(({ name }) => name) : ['total'];
  const policy = `default-src 'none'; script-src '${scriptHash}'; style-src '${styleHash}'; base-uri 'none'; form-action 'none'`;
  return [
    '<!DOCTYPE html>',
    '<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${htmlText(title)}</title><style>${style}</style></head><body>`,
    `<main><header><h1>${htmlText(title)}</h1>`,
    ...(answer ? [`<p class="answer">${htmlText(answer)}</p>`] : []),
    '</header>',
    `<div class="sides">${sides.map(sideCard).join('')}</div>`,
    ...basisOf(question),
    metricCharts(question.charts ?? []),
    flameGraph(picture),
    reportTable(table, question, MOST_ROWS),
    `</main><footer>${footer(question)}</footer>`,
    `<script type="application/json" id="data">${jsonInScript(viewerData(picture, columns, BOUNDS))}</script>`,
    `<script>${script}</script>`,
    '</body></html>',
    '',
  ].join('\n');
}

function sideCard({ name, total, facts }: ReportSide): string {
  return `<section class="side ${htmlText(name)}"><h2>${htmlText(name)}</h2><p class="total">${htmlText(total)}</p>${list(facts)}</section>`;
}

function basisOf({ basis, comparability = [], noise = [] }: ReportQuestion): string[] {
  const notes = comparability.map(
    ({ warns, text }) =>
      `<li${warns ? ' class="warns"' : ''}>${warns ? '⚠' : '✓'} ${htmlText(text)}</li>`,
  );
  return [
    `<div class="basis">${list(basis)}</div>`,
    ...(notes.length > 0
      ? [`<ul class="notes" aria-label="Comparability">${notes.join('')}</ul>`]
      : []),
    ...(noise.length > 0 ? [`<div class="noise" aria-label="Noise">${list(noise)}</div>`] : []),
  ];
}

/** What the script fills; without it the table stands. */
function flameGraph(picture: ReportPicture): string {
  return [
    '<section class="graph" aria-label="Flame graph">',
    '<div class="tools"><input id="search" type="search" placeholder="Search functions" aria-label="Search functions"><span id="found" role="status"></span>',
    '<button type="button" id="whole" hidden>Whole graph</button></div>',
    `<div class="legend">${picture.isChange ? changeScale(picture) : ''}${picture.legend.map((text) => `<span class="faint">${htmlText(text)}</span>`).join('')}</div>`,
    `<svg width="0" height="0" aria-hidden="true"><defs>${MARKS.map((mark) => hatch(mark, picture)).join('')}</defs></svg>`,
    '<div id="graph"></div><div id="tip" role="tooltip" hidden></div>',
    '<noscript><p>The flame graph is drawn by a script, which does not run here. The table has its numbers.</p></noscript>',
    '</section>',
  ].join('\n');
}

function changeScale({ light }: ReportPicture): string {
  const steps = light.fills.map(
    (_, slot) => `<rect x="${slot * 14}" width="14" height="12" fill="var(--c${slot})"/>`,
  );
  const scale = `<svg width="${light.fills.length * 14}" height="12" role="img" aria-label="Blue shrank, grey is unchanged, orange grew">${steps.join('')}</svg>`;
  const marks = (['new', 'gone'] as const).map(
    (mark) =>
      `<span class="key"><svg width="18" height="12" aria-hidden="true"><rect width="18" height="12" fill="url(#${mark})"/></svg> ${mark}</span>`,
  );
  return `<span class="key">−100 % ${scale} +100 %</span>${marks.join('')}`;
}

function hatch(mark: FrameMark, { light, hatches }: ReportPicture): string {
  const slot = mark === 'new' ? light.fills.length - 1 : 0;
  return `<pattern id="${mark}" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="var(--c${slot})"/><path d="${hatches[mark]}" class="hatch"/></pattern>`;
}

function footer({ madeBy, link }: ReportQuestion): string {
  const href = link && /^https?:/.test(link) ? link : undefined;
  const view = href ? ` · <a href="${htmlText(href)}">the same view on its server</a>` : '';
  return `${htmlText(madeBy)}${view} · flame graph by d3-flame-graph (Apache 2.0) and D3 (ISC)`;
}

function list(lines: readonly string[]): string {
  return `<ul>${lines.map((line) => `<li>${htmlText(line)}</li>`).join('')}</ul>`;
}
