import type { Finding } from '#changes';
import { sidesOfFinding, type Scan, type ScanQuestion } from '#scan';
import { printMatchers, printProfileType, type TimeRange } from '#series';
import { CliError } from '../failure';

/** `http://console/`, `https://grafana/a/parcascope-console-app`, with its slash at the end. Throws CliError. */
export function readLinkBase(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new CliError(`--link-base: expected an http or https URL, got "${text}"`);
  return text.endsWith('/') ? text : `${text}/`;
}

/** Compare with both sides of a finding, its function selected: an address of the pages, `pages/state/view-url.ts`. */
export function linkOf(
  finding: Finding,
  of: { base: string; scan: Scan; question: ScanQuestion },
): string {
  const { base, question } = of;
  const { matchers, baseline, comparison } = sidesOfFinding(finding, of);
  const printed = printMatchers(matchers);
  const window = ({ start, end }: TimeRange) => `${start}-${end}`;
  const params = new URLSearchParams({
    type: printProfileType(finding.profileType),
    from: String(Math.floor(Math.min(question.range.start, baseline.start))),
    to: String(Math.ceil(question.range.end)),
    baseline: printed,
    baselineWindow: window(baseline),
    comparison: printed,
    comparisonWindow: window(comparison),
    ...(finding.function !== undefined && { selected: finding.function }),
  });
  return `${base}compare?${params.toString()}`;
}
