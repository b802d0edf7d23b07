import {
  getFrameDisplayName,
  type DataFrame,
  type PanelOptionsEditorBuilder,
  type SelectableValue,
} from '@grafana/data';
import type { Normalisation } from '#comparison';
import { isProfileFrame } from '#frames';
import type { DisplayState } from '#pages';

/** What a dashboard saves of this panel: where a viewer starts from. */
export interface PanelOptions extends Pick<DisplayState, 'colour' | 'width' | 'inverted' | 'by'> {
  /** refId of the query that is the baseline; '' the first one with a profile. */
  readonly baseline: string;
  /** refId of the query that is compared with it; '' the next one. */
  readonly comparison: string;
  /** '' in a saved panel: per second where the data says how long it covers, else as it is. */
  readonly normalise: Normalisation | '';
  /** `auto`: table and graph where the panel is wide enough for both. */
  readonly layout: DisplayState['layout'] | 'auto';
  readonly showToolbar: boolean;
}

export const DEFAULT_OPTIONS: PanelOptions = {
  baseline: '',
  comparison: '',
  normalise: '',
  layout: 'auto',
  colour: 'package',
  width: 'both',
  inverted: false,
  by: 'function',
  showToolbar: true,
};

const COMPARED = ['Comparison'];

export function setPanelOptions(builder: PanelOptionsEditorBuilder<PanelOptions>): void {
  addShown(builder);
  builder
    .addBooleanSwitch({
      path: 'inverted',
      name: 'Inverted',
      description: 'Leaves first: what every function is called by',
      defaultValue: DEFAULT_OPTIONS.inverted,
    })
    .addBooleanSwitch({
      path: 'showToolbar',
      name: 'Toolbar',
      defaultValue: DEFAULT_OPTIONS.showToolbar,
    })
    .addSelect({
      path: 'baseline',
      name: 'Baseline',
      description: 'The query that the other one is compared with',
      category: COMPARED,
      defaultValue: DEFAULT_OPTIONS.baseline,
      settings: {
        options: [],
        getOptions: async (context) => queriesIn(context.data, 'First query with a profile'),
      },
    })
    .addSelect({
      path: 'comparison',
      name: 'Comparison',
      category: COMPARED,
      defaultValue: DEFAULT_OPTIONS.comparison,
      settings: {
        options: [],
        getOptions: async (context) => queriesIn(context.data, 'Next query with a profile'),
      },
    })
    .addRadio({
      path: 'width',
      name: 'Width of a frame',
      description: 'Whose values it stands for',
      category: COMPARED,
      defaultValue: DEFAULT_OPTIONS.width,
      settings: {
        options: [
          { value: 'both', label: 'both sides' },
          { value: 'baseline', label: 'baseline' },
          { value: 'comparison', label: 'comparison' },
        ],
      },
    });
}

function addShown(builder: PanelOptionsEditorBuilder<PanelOptions>): void {
  builder
    .addRadio({
      path: 'layout',
      name: 'Layout',
      defaultValue: DEFAULT_OPTIONS.layout,
      settings: {
        options: [
          { value: 'auto', label: 'Auto', description: 'Both where the panel is wide enough' },
          { value: 'graph', label: 'Flame graph' },
          { value: 'table', label: 'Table' },
          { value: 'both', label: 'Both' },
        ],
      },
    })
    .addSelect({
      path: 'normalise',
      name: 'Values',
      description: 'What values are divided by',
      defaultValue: DEFAULT_OPTIONS.normalise,
      settings: {
        options: [
          { value: '', label: 'Auto', description: 'Per second where the data covers time' },
          { value: 'perSecond', label: 'Per second' },
          { value: 'perUnit', label: 'Per unit', description: 'And by the number of series' },
          { value: 'share', label: 'Share of total' },
          { value: 'raw', label: 'Raw values' },
        ],
      },
    })
    .addSelect({
      path: 'by',
      name: 'Rows of the table',
      defaultValue: DEFAULT_OPTIONS.by,
      settings: {
        options: (['function', 'file', 'binary', 'package'] as const).map((value) => ({
          value,
          label: `by ${value}`,
        })),
      },
    })
    .addRadio({
      path: 'colour',
      name: 'Colour',
      description: 'Of one profile; a comparison is coloured by its change',
      defaultValue: DEFAULT_OPTIONS.colour,
      settings: {
        options: [
          { value: 'package', label: 'by package' },
          { value: 'binary', label: 'by binary' },
        ],
      },
    });
}

/** The queries that have brought a profile, with the name of what they brought. */
export function queriesIn(
  data: readonly DataFrame[],
  automatic: string,
): SelectableValue<string>[] {
  const named = new Map<string, string>();
  for (const frame of data.filter(isProfileFrame)) {
    const refId = frame.refId ?? '';
    if (refId !== '' && !named.has(refId)) named.set(refId, getFrameDisplayName(frame));
  }
  return [
    { value: '', label: automatic },
    ...[...named].map(([refId, description]) => ({ value: refId, label: refId, description })),
  ];
}
