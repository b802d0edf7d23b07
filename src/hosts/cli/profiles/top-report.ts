import { divided } from '#comparison';
import { magnitudeOf, scaleColumns, type TopTable, printable } from '#profile';
import { markdownTable, type ReportQuestion } from '#report';
import { profileTypeTitle } from '#series';
import {
  buildDescriber,
  buildWidths,
  colourByPackage,
  formatValue,
  handedPicture,
} from '#ui/pictures';
import { MOST_MARKDOWN_ROWS } from '../answer-format';
import type { TopProfile } from './top-profile';

/** What the page hands on of a profile. */
export function topReport(profile: TopProfile, table: TopTable, madeBy: string): ReportQuestion {
  const { unit, divisor, head } = profile;
  const tree = divisor === 1 ? profile.tree : scaleColumns(profile.tree, [divided(1, divisor)]);
  return {
    title: titleOf(profile),
    sides: [
      {
        name: 'profile',
        total: formatValue(divided(magnitudeOf(profile.tree.columns[0]!), divisor), unit),
        facts: linesOf(head),
      },
    ],
    basis: [`values in ${unit}`, ...profile.notes],
    picture: handedPicture({
      tree,
      widths: buildWidths(tree, tree.columns),
      colour: colourByPackage(tree),
      describe: buildDescriber(tree, { unit }),
      width: 'width: total',
      colours: ['colour: by package'],
    }),
    ...{ table, unit, madeBy },
  };
}

export function topMarkdown(profile: TopProfile, table: TopTable): string {
  const { unit, head } = profile;
  return markdownTable(table, {
    title: titleOf(profile),
    lines: [...linesOf(head), `values in ${unit}`],
    unit,
    mostRows: MOST_MARKDOWN_ROWS,
  });
}

function titleOf({ profileType }: TopProfile): string {
  return printable(
    profileType.name === '' ? profileType.sampleType : profileTypeTitle(profileType),
  );
}

function linesOf(head: string): readonly string[] {
  return head.split('\n').filter((line) => line !== '');
}
