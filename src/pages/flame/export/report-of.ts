import type { ReportQuestion } from '#report';
import {
  buildDescriber,
  COLOUR_FORMULA,
  handedPicture,
  intervalText,
  verdictText,
  widthFormula,
} from '#ui';
import { coloursOf, greyOf, verdictOfFrames, widthsOf } from '../picture';
import type { ExportQuestion } from './export-files';

/** What is shown as a report says it, in the words and colours of the page. */
export function reportOf(question: ExportQuestion): ReportQuestion {
  const { tree, table, unit, display, dividends, facts, verdictOf } = question;
  const ofFrames = verdictOfFrames(table, verdictOf);
  const describe = buildDescriber(tree, { unit, dividends, verdictOf: ofFrames });
  const colour = coloursOf(tree, display, ofFrames);
  const isChange = colour.palette === 'change';
  const grey = greyOf(question);
  const noise = grey === undefined ? [] : [`grey: ${grey}`];
  return {
    ...facts.report,
    ...{ title: facts.title, table, unit },
    picture: handedPicture({
      ...{ tree, colour, describe },
      widths: widthsOf(tree, display.width),
      width: isChange ? widthFormula(display.width) : 'width: total',
      colours: isChange ? [COLOUR_FORMULA, ...noise] : [`colour: by ${display.colour}`],
    }),
    verdictOf: verdictTextOf(question),
    madeBy: `Made with Parcascope, ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
  };
}

/** Of a row by its name: its verdict and interval. undefined: nothing was judged. */
export function verdictTextOf({
  table,
  verdictOf,
}: Pick<ExportQuestion, 'table' | 'verdictOf'>): ReportQuestion['verdictOf'] {
  if (!verdictOf) return undefined;
  const rows = new Map(table.names.map((name, row) => [name, row]));
  return (name) => {
    const verdict = verdictOf(rows.get(name)!);
    if (!verdict) return '';
    return [verdictText(verdict), intervalText(verdict)].filter(Boolean).join(', ');
  };
}
