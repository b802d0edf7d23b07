import { findingCauses, findingKind, findingPlace, isWithoutEvent, type Finding } from '#changes';
import { relativeText } from '#comparison';
import { formatDuration, profileTypeTitle, rateUnit, type Seconds } from '#series';
import { formatDelta, formatSignedPercent, formatTime } from '#ui';

/** A finding in words, part by part; nothing in it is longer than a name. */
export interface FindingText {
  /** `grew`, `shrank`, `load up`: what the arrow means. */
  readonly kind: string;
  /** What it is of: a function, or a unit or application as a whole. */
  readonly subject: string;
  readonly title: string;
  /** `+0.0047 cores (+41 %, +28 to +55 %)`; of what rises steadily `+1.2 MiB a minute (+1 to +1.4 MiB)` */
  readonly size: string;
  /** `since 00:24:00 ± 10 s`, `rises since 00:24:00 ± 10 s`; '' where it is not known. */
  readonly when: string;
  /** `shop-k8s/1 (1 of 2 units)` */
  readonly where: string;
  /** Why, and what did not change; each a clause. */
  readonly why: readonly string[];
}

export function findingText(finding: Finding, timeZone: string): FindingText {
  const { profileType, application, units } = finding;
  const where = units.length === 1 ? units[0]! : `${units.length} units of ${application}`;
  return {
    kind: findingKind(finding),
    subject: finding.function ?? where,
    title: profileTypeTitle(profileType),
    size: sizeOf(finding),
    when: whenOf(finding, timeZone),
    where: findingPlace(finding),
    why: whyOf(finding),
  };
}

function sizeOf(finding: Finding): string {
  const { delta, slope, profileType } = finding;
  const unit = rateUnit(profileType);
  if (slope) {
    const [low, high] = slope.interval.map((end) => formatDelta(end * MINUTE, unit));
    return `${formatDelta(slope.perSecond * MINUTE, unit)} a minute (${untilUnit(low!, high!)} to ${high})`;
  }
  const relative = relativeOf(finding);
  const absolute = formatDelta(delta, unit);
  return relative === '' ? absolute : `${absolute} (${relative})`;
}

/** Without its unit where that is the other one's. */
function untilUnit(low: string, high: string): string {
  const unit = high.slice(high.indexOf(' '));
  return low.endsWith(unit) ? low.slice(0, -unit.length) : low;
}

function relativeOf({ relative, interval }: Finding): string {
  return [
    ...(relative === undefined ? [] : [formatSignedPercent(relative)]),
    ...(interval ? [relativeText(interval, formatSignedPercent)] : []),
  ].join(', ');
}

const MINUTE: Seconds = 60;

function whenOf({ since, until, slope, direction }: Finding, timeZone: string): string {
  if (!since) return '';
  const at = formatTime(since.time, 'second', timeZone);
  if (until !== undefined) return `${at} to ${formatTime(until, 'second', timeZone)}`;
  const verb = slope ? (direction === 'up' ? 'rises ' : 'falls ') : '';
  return `${verb}since ${at} ± ${formatDuration(since.uncertainty)}`;
}

function whyOf(finding: Finding): readonly string[] {
  const { under, unchanged, slope, delta, relative, profileType } = finding;
  const percent = relative === undefined ? '' : ` (${formatSignedPercent(relative)})`;
  return [
    ...(under === undefined ? [] : [`under ${under}`]),
    ...(slope ? [`${formatDelta(delta, rateUnit(profileType))}${percent} over the range`] : []),
    ...findingCauses(finding),
    ...(isWithoutEvent(finding) ? ['no event near it'] : []),
    ...(unchanged.length === 0 ? [] : [`${listed(unchanged)} did not change`]),
  ];
}

const MOST_LISTED = 3;

function listed(names: readonly string[]): string {
  const more = names.length - MOST_LISTED;
  return more > 0 ? `${names.slice(0, MOST_LISTED).join(', ')} and ${more} more` : names.join(', ');
}

/** For an issue or a chat: everything that the row says. */
export function findingMarkdown(finding: Finding, timeZone: string, link: string): string {
  const { kind, subject, title, size, when, where, why } = findingText(finding, timeZone);
  const name = `\`${subject.replaceAll('`', '')}\``;
  return [
    `**${kind}: ${name}**, ${title}: ${size}${when === '' ? '' : `, ${when}`}, on ${where}`,
    ...why.map((clause) => `- ${clause}`),
    `- q ${Number(finding.q.toPrecision(2))}, [compare](${link})`,
  ].join('\n');
}
