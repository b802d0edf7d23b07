import type { Finding } from '#changes';
import type { Scan, ScanQuestion } from '#scan';
import { printProfileType, rateUnit } from '#series';
import { linkOf } from './finding-link';
import { whyOf } from './words';

/** The answer as JSON, docs/cli.md. Of what is not known: null. */
export interface ChangesReport {
  readonly findings: readonly FindingReport[];
  /** Of several servers the sums. */
  readonly looked: LookedReport;
  /** Each of several servers; not where there is one. */
  readonly datasources?: readonly (LookedReport & { readonly datasource: string })[];
}

interface LookedReport {
  readonly units: number;
  readonly types: number;
  /** Units of which functions were judged. */
  readonly inDepth: number;
  readonly tests: number;
  readonly seconds: number;
}

interface FindingReport {
  /** Which of several servers it was found on; not where there is one. */
  readonly datasource?: string;
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
  /** Of several servers the name of this one. */
  readonly datasource?: string | undefined;
  readonly scan: Scan;
  readonly question: ScanQuestion;
  /** Of links. */
  readonly base: string;
}

export function buildReport(scans: readonly Scanned[]): ChangesReport {
  const looked = scans.map(lookedOf);
  const sum = (of: keyof LookedReport) => looked.reduce((all, one) => all + one[of], 0);
  const named = scans.flatMap(({ datasource }, i) =>
    datasource === undefined ? [] : [{ datasource, ...looked[i]! }],
  );
  return {
    findings: scans.flatMap((scanned) =>
      scanned.scan.findings.map((finding) => reportOf(finding, scanned)),
    ),
    looked: {
      ...{ units: sum('units'), types: sum('types'), inDepth: sum('inDepth') },
      ...{ tests: sum('tests'), seconds: sum('seconds') },
    },
    ...(named.length > 0 && { datasources: named }),
  };
}

function lookedOf({ scan: { looked, elapsed } }: Scanned): LookedReport {
  const { units, types, inDepth, tests } = looked;
  return { units, types, inDepth, tests, seconds: elapsed / 1000 };
}

function reportOf(finding: Finding, scanned: Scanned): FindingReport {
  const { application, units, profileType, direction, delta, deltaInterval, q, since } = finding;
  return {
    ...(scanned.datasource !== undefined && { datasource: scanned.datasource }),
    function: finding.function ?? null,
    ...{ application, units, type: printProfileType(profileType), direction },
    ...{ delta, interval: deltaInterval ?? null, unit: rateUnit(profileType), q },
    since: since ? new Date(since.time).toISOString() : null,
    why: whyOf(finding) ?? null,
    link: linkOf(finding, scanned),
  };
}
