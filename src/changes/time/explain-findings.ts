import { formatDuration, type Milliseconds } from '#series';
import type { Cause, Finding, FleetEvent } from '../finding';

/** What explains more comes first. */
const ORDER: readonly FleetEvent['kind'][] = ['deploy', 'restart', 'alert'];

/**
 * The findings with what fell on their time, within two `bucket`s or within their own uncertainty: a new build or a new process of one of the
 * units, an alert, or the same change in another application; and with what happened over the range. `asked`: applications of
 * which restarts and alerts are known.
 */
export function explainFindings(
  findings: readonly Finding[],
  events: readonly FleetEvent[],
  bucket: Milliseconds,
  asked: ReadonlySet<string>,
): readonly Finding[] {
  return findings.map((finding) => ({
    ...finding,
    cause: causeOf(finding, findings, events, bucket),
    happened: {
      events: events.filter((each) => isAbout(each, finding)),
      isAll: asked.has(finding.application),
    },
  }));
}

function causeOf(
  finding: Finding,
  findings: readonly Finding[],
  events: readonly FleetEvent[],
  bucket: Milliseconds,
): Cause | undefined {
  const { since } = finding;
  if (!since) return undefined;
  const reach = Math.max(2 * bucket, since.uncertainty);
  const isNear = (time: Milliseconds) => Math.abs(time - since.time) <= reach;
  const [event] = events
    .filter((each) => isNear(each.time) && isAbout(each, finding))
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  if (event && event.kind !== 'alert') return causeOfEvent(event, since.time);
  // What an alert tells of is the load then.
  if (finding.kind === 'load') return undefined;
  if (event) return causeOfEvent(event, since.time);
  const other = findings.find(
    (each) =>
      each.application !== finding.application &&
      each.profileType.name === finding.profileType.name &&
      each.direction === finding.direction &&
      each.since !== undefined &&
      isNear(each.since.time),
  );
  return other && { kind: 'shared', text: `when ${other.application} changed too` };
}

function causeOfEvent({ kind, time, text }: FleetEvent, since: Milliseconds): Cause {
  const distance = Math.abs(since - time);
  const when =
    distance < 1000 ? 'when' : `${formatDuration(distance)} ${since > time ? 'after' : 'before'}`;
  return { kind, time, text: `${when} ${text}` };
}

function isAbout({ application, unit }: FleetEvent, finding: Finding): boolean {
  return (
    application === finding.application &&
    (unit === undefined || finding.units.length === 0 || finding.units.includes(unit))
  );
}
