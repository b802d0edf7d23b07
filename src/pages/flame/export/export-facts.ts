import {
  millisecondsFromNanoseconds,
  printSelector,
  profileTypeTitle,
  valueUnit,
  type ProfileType,
} from '#series';
import { formatRange, formatZone } from '#ui';
import type { LoadedProfile } from '../../state/queries/queries';
import type { ExportFacts } from './export-files';

interface Shown {
  /** One, or baseline and comparison. */
  readonly sides: readonly LoadedProfile[];
  /** Of the values that are shown. */
  readonly unit: string;
  /** Of a comparison, in a sentence. */
  readonly answer?: string;
  /** Of a comparison, with the divisors put in. */
  readonly formula?: string;
  readonly timeZone: string;
}

/** What is handed on says by itself what it is of. */
export function exportFacts({ sides, unit, answer, formula, timeZone }: Shown): ExportFacts {
  const [first] = sides as readonly [LoadedProfile];
  const { profileType } = first.selector;
  const names = sides.length === 1 ? ['profile'] : ['baseline', 'comparison'];
  return {
    name: fileNameOf(sides, profileType),
    title: `${profileTypeTitle(profileType)}${sides.length > 1 ? ': what changed' : ''}`,
    lines: [
      ...(answer === undefined ? [] : [answer]),
      ...sides.map(({ selector, fetched }, k) => {
        const range = formatRange(fetched.range, timeZone);
        return `${names[k]}: ${printSelector(selector)}, ${range} ${formatZone(fetched.range, timeZone)}`;
      }),
      `values in ${unit}`,
      ...(formula === undefined ? [] : [formula]),
    ],
    sampleType: { type: profileType.sampleType, unit: valueUnit(profileType) },
  };
}

/** Only what every shell and file system takes as it is: `cpu_shop-k8s-1_20261121T060000Z`. */
function fileNameOf(sides: readonly LoadedProfile[], { sampleType }: ProfileType): string {
  const values = sides.flatMap(({ selector }) => selector.matchers.map(({ value }) => value));
  const time = sides[0]!.fetched.scrapes[0]?.timestamp;
  const stamp = time && new Date(millisecondsFromNanoseconds(time)).toISOString();
  return [sampleType, ...new Set(values), stamp?.replace(/[-:]|\.\d+/g, '') ?? '']
    .map((part) => part.replace(/[^A-Za-z0-9.]+/g, '-').replace(/^[-.]+|-+$/g, ''))
    .filter((part) => part !== '')
    .join('_')
    .slice(0, 120);
}
