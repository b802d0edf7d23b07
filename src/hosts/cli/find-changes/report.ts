import type { Finding } from '#changes';
import type { Scan, ScanQuestion } from '#scan';
import { printProfileType, rateUnit } from '#series';
import { linkOf } from './finding-link';
import { whyOf } from './words';

/** The answer as JSON, docs/cli.md. Of what is not known: null. */
export interface ChangesReport {
  readonly findings: readonly FindingReport[];
  readonly looked: {
    readonly units: number;
    readonly types: number;
    /** Units of which functions were judged. */
    readonly inDepth: number;
    readonly tests: number;
    readonly seconds: number;
  };
}

interface FindingReport {
  /** null: the whole is meant. */
  readonly function: string | null;
  readonly application: string;
  readonly units: readonly string[];
  readonly type: string;
  readonly direction: Finding['direction'];
  /** In `unit`, over all units. */
  readonly delta: number;
  readonly interval: readonly [number, number] | null;
  readonly unit: string;
  readonly q: number;
  /** RFC 3339. */
  readonly since: string | null;
  readonly why: string | null;
  readonly link: string;
}

export interface Scanned {
  readonly scan: Scan;
  readonly question: ScanQuestion;
  /** Of links. */
  readonly base: string;
}

export function buildReport(scanned: Scanned): ChangesReport {
  const { findings, looked, elapsed } = scanned.scan;
  const { units, types, inDepth, tests } = looked;
  return {
    findings: findings.map((finding) => reportOf(finding, scanned)),
    looked: { units, types, inDepth, tests, seconds: elapsed / 1000 },
  };
}

function reportOf(finding: Finding, scanned: Scanned): FindingReport {
  const { application, units, profileType, direction, delta, deltaInterval, q, since } = finding;
  return {
    function: finding.function ?? null,
    ...{ application, units, type: printProfileType(profileType), direction },
    ...{ delta, interval: deltaInterval ?? null, unit: rateUnit(profileType), q },
    since: since ? new Date(since.time).toISOString() : null,
    why: whyOf(finding) ?? null,
    link: linkOf(finding, scanned),
  };
}
