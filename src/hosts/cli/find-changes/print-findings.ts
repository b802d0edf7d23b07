import { qText } from '#comparison';
import { findingPlace, type Finding } from '#changes';
import { groupBy, profileTypeTitle, rateUnit } from '#series';
import { printable } from '#profile';
import { printColumns } from '../output';
import { asciiColumn, formatDelta } from '../quantities';
import { linkOf } from './finding-link';
import type { Scanned } from './report';
import { lookedAt, sinceOf, whyOf, withoutFindings } from './words';

const HEAD = ['delta', 'change', 'q', 'since', 'type', 'where', 'what', 'why'];

/** A line a finding, those that cost less apart, and what was looked at; of several servers one after the other, each below its name. */
export function printFindings(scans: readonly Scanned[]): string {
  return scans.map((one) => `${headOf(one, ':')}${findingsOf(one)}`).join('\n');
}

const headOf = ({ datasource }: Scanned, after: string, before = '') =>
  datasource === undefined ? '' : `${before}${printable(datasource)}${after}\n`;

function findingsOf(scanned: Scanned): string {
  const { scan } = scanned;
  const more = scan.findings.filter(({ direction }) => direction === 'up');
  const less = scan.findings.filter(({ direction }) => direction === 'down');
  const deltaOf = deltasOf(scan.findings);
  const cells = [...more, ...less].map((finding) => cellsOf(finding, deltaOf(finding)));
  const lines = printColumns([HEAD, ...cells])
    .split('\n')
    .map((line) => line.trimEnd());
  return [
    ...(scan.findings.length === 0 ? [withoutFindings(scanned)] : [lines[0]]),
    ...lines.slice(1, 1 + more.length),
    ...(less.length === 0 ? [] : [`costs less: ${less.length}`]),
    ...lines.slice(1 + more.length, 1 + scan.findings.length),
    lookedAt(scan),
    '',
  ].join('\n');
}

/** Of one unit all in one step and with as many decimals, for they stand below each other: `+4.180 mcores`, `+0.052 mcores`. */
function deltasOf(findings: readonly Finding[]): (finding: Finding) => string {
  const formats = new Map(
    [...groupBy(findings, unitOf)].map(([unit, alike]) => {
      const deltas = alike.map(({ delta }) => delta);
      return [unit, asciiColumn(deltas, unit)] as const;
    }),
  );
  return (finding) => {
    const { unit, deltaOf } = formats.get(unitOf(finding))!;
    return `${deltaOf(finding.delta)} ${unit}`.trimEnd();
  };
}

const unitOf = ({ profileType }: Finding) => rateUnit(profileType);

function cellsOf(finding: Finding, delta: string): string[] {
  const { profileType, q } = finding;
  return [
    delta,
    changeOf(finding),
    qText(q),
    sinceOf(finding),
    printable(profileTypeTitle(profileType)),
    printable(findingPlace(finding)),
    printable(nameOf(finding)),
    printable(whyOf(finding) ?? ''),
  ];
}

const changeOf = ({ relative }: Finding) =>
  relative === undefined ? '' : formatDelta(relative, 'share');

const nameOf = (finding: Finding) => finding.function ?? '(in total)';

/** A table for an issue or a chat, each function a link to its comparison; of several servers one each. */
export function markdownOf(scans: readonly Scanned[]): string {
  return scans.map((one) => `${headOf(one, '\n', '### ')}${tableOf(one)}`).join('\n');
}

function tableOf(scanned: Scanned): string {
  const { scan } = scanned;
  const deltaOf = deltasOf(scan.findings);
  const rows = scan.findings.map((finding) => [
    `[${code(nameOf(finding))}](${linkOf(finding, scanned).replaceAll(')', '%29')})`,
    text(findingPlace(finding)),
    text(profileTypeTitle(finding.profileType)),
    deltaOf(finding),
    changeOf(finding),
    qText(finding.q),
    sinceOf(finding),
    text(whyOf(finding) ?? ''),
  ]);
  const head = ['what', 'where', 'type', 'delta', 'change', 'q', 'since', 'why'];
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  const table = line(head) + line(head.map(() => '---')) + rows.map(line).join('');
  const answer = rows.length === 0 ? `${capitalised(withoutFindings(scanned))}.\n` : table;
  return `${answer}\n${text(lookedAt(scan))}\n`;
}

const capitalised = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** Names of functions hold what Markdown and HTML read as their own: `main.(*T).f`, `a|b`, `operator<`. */
const text = (name: string) =>
  printable(name).replace(/[\\`*_[\]<>|#&]/g, (letter) => `&#${letter.codePointAt(0)};`);
const code = (name: string) => `<code>${text(name)}</code>`;
