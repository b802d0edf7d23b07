import { answerMessage, exportFacts, shownAs } from '#pages';
import type { Judgement } from '#comparison';
import type { PanelNumbers } from './state/panel-numbers';
import type { PanelView } from './state/panel-view';

export interface ExportedPanel {
  readonly shown: PanelView;
  readonly numbers: PanelNumbers;
  readonly judgement: Judgement | undefined;
  /** The same in the app, an address of this Grafana. */
  readonly link: string | undefined;
  readonly timeZone: string;
}

/** What the panel's picture is of, for what is handed on of it. */
export function panelExport({ shown, numbers, judgement, link, timeZone }: ExportedPanel) {
  const { profiles, view } = shown;
  const { title, compared, scaled, comparable } = numbers;
  return exportFacts({
    ...{ title, judgement, timeZone },
    sampleType: { type: profiles.profileType?.sampleType ?? '', unit: profiles.unit },
    sides: profiles.sides.map(({ name, facts }, k) => ({
      selector: facts?.selector ?? name,
      total: view.totals[k]! + view.removed[k]!,
      ...{ range: facts?.range, scrapes: facts?.scrapes, seconds: facts?.seconds },
      buildIds: facts?.buildIds ?? [],
    })),
    unit: scaled.unit,
    shownAs: judgement && judgedAs(shown, numbers, judgement),
    formula: compared?.formula,
    answer: compared && answerMessage({ title, ...compared, judgement }),
    comparable,
    link: link && new URL(link, window.location.origin).href,
  });
}

function judgedAs({ profiles, view }: PanelView, { scaled }: PanelNumbers, judgement: Judgement) {
  const [baseline, comparison] = profiles.sides.map(({ facts }) => facts?.seconds ?? 0);
  const { profileType } = profiles;
  if (!profileType) return undefined;
  const { divisors } = scaled;
  const { magnitudes } = view;
  return shownAs(
    { profileType, seconds: [baseline!, comparison!], magnitudes, divisors },
    judgement,
  );
}
