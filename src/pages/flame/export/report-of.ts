import type { ReportQuestion } from '#report';
import {
  buildDescriber,
  formatValue,
  frameLooks,
  intervalText,
  nodeName,
  verdictText,
  widthFormula,
} from '#ui';
import { coloursOf, verdictOfFrames, widthsOf } from '../picture';
import type { ExportQuestion } from './export-files';

/** What is shown as a report says it, in the words and colours of the page. */
export function reportOf(question: ExportQuestion): ReportQuestion {
  const { tree, table, unit, display, dividends, facts, verdictOf } = question;
  const ofFrames = verdictOfFrames(table, verdictOf);
  const describe = buildDescriber(tree, { unit, dividends, verdictOf: ofFrames });
  const looks = frameLooks(coloursOf(tree, display, ofFrames));
  const rows = new Map(table.names.map((name, row) => [name, row]));
  const legend = looks.isChange
    ? [
        'colour: (comparison − baseline) ÷ baseline',
        ...(ofFrames && display.noise === 'hidden' ? ['grey: within noise'] : []),
        widthFormula(display.width),
      ]
    : [`colour: by ${display.colour}`, 'width: total'];
  return {
    ...facts.report,
    ...{ title: facts.title, table, unit },
    format: (value) => formatValue(value, unit),
    picture: {
      ...looks,
      ...{ tree, legend },
      widths: widthsOf(tree, display.width),
      nameOf: (node) => nodeName(tree, node),
      factsOf: (node) => describe(node).facts,
    },
    verdictOf:
      verdictOf &&
      ((name) => {
        const verdict = verdictOf(rows.get(name)!);
        if (!verdict) return '';
        return [verdictText(verdict), intervalText(verdict)].filter(Boolean).join(', ');
      }),
    madeBy: `Made with Parcascope, ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
  };
}
