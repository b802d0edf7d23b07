import {
  applyFieldOverrides,
  EventBusSrv,
  getPanelOptionsWithDefaults,
  identityOverrideProcessor,
  LoadingState,
  PanelPlugin,
  standardEditorsRegistry,
  standardFieldConfigEditorRegistry,
  type DataFrame,
  type DataQueryError,
  type FieldConfigSource,
} from '@grafana/data';
import { useState } from 'react';
import { Subscription } from 'rxjs';
import { openQueries, rangeOf, type Ends, type SavedQuery } from './datasource-page';
import { loadPlugin } from './load-plugin';
import { show, theme } from './mount';
import { templateSrv } from './template-srv';

const ID = 'parcascope-flamegraph-panel';
const EDITORS = ['boolean', 'color', 'multi-select', 'number', 'radio', 'select', 'slider', 'text'];

/** Grafana's editors of options live in its core; a panel that is only shown needs their names. */
export function registerEditors(): void {
  standardEditorsRegistry.setInit(() =>
    EDITORS.map((id) => ({ id, name: id, editor: () => null })),
  );
  standardFieldConfigEditorRegistry.setInit(() =>
    ['unit', 'decimals', 'links'].map((id) => ({
      id,
      path: id,
      name: id,
      editor: () => null,
      override: () => null,
      process: identityOverrideProcessor,
      shouldApply: () => true,
    })),
  );
}

export interface PanelWish {
  readonly targets: readonly SavedQuery[];
  readonly ends: Ends;
  readonly options?: Record<string, unknown>;
  readonly fieldConfig?: FieldConfigSource;
  readonly width: number;
  readonly height: number;
}

let running = new Subscription();
let frames: DataFrame[] = [];

/**
 * The panel with what its queries answer, as a dashboard shows it; the same panel when it is shown again: its new queries take the place
 * of those that run, and until they answer it has its old frames. Resolves when they have answered, or were given up.
 */
export async function showPanel(wish: PanelWish): Promise<void> {
  const plugin = await loadPlugin(ID, PanelPlugin);
  const queries = await openQueries(wish.targets, wish.ends);
  running.unsubscribe();
  const draw = (state: LoadingState, errors: DataQueryError[]) =>
    show(<Panel {...{ ...wish, plugin, frames, state, errors }} />);
  if (frames.length > 0) draw(LoadingState.Loading, []);
  return new Promise((resolve, reject) => {
    running = queries.subscribe({
      next: ({ data, state = LoadingState.Done, errors = [] }) => {
        frames = data;
        draw(errors.length > 0 ? LoadingState.Error : state, errors);
      },
      error: reject,
    });
    running.add(resolve);
  });
}

/** To another page: the dashboard gives up the panel's queries. */
export function leavePanel(): void {
  running.unsubscribe();
  frames = [];
  show(null);
}

interface PanelPageProps extends PanelWish {
  readonly plugin: PanelPlugin;
  readonly frames: DataFrame[];
  readonly state: LoadingState;
  readonly errors: DataQueryError[];
}

function Panel({ plugin, frames: data, state, errors, ...wish }: PanelPageProps) {
  const withDefaults = getPanelOptionsWithDefaults({
    plugin,
    currentOptions: wish.options ?? {},
    currentFieldConfig: wish.fieldConfig ?? { defaults: {}, overrides: [] },
    isAfterPluginChange: false,
  });
  const [options, setOptions] = useState(withDefaults.options);
  const [range, setRange] = useState(wish.ends);
  const [eventBus] = useState(() => new EventBusSrv());
  const View = plugin.panel!;
  const timeRange = rangeOf(range);
  const series = applyFieldOverrides({
    data,
    fieldConfig: withDefaults.fieldConfig,
    fieldConfigRegistry: plugin.fieldConfigRegistry,
    replaceVariables: (text) => templateSrv.replace(text),
    theme,
    timeZone: 'utc',
  });
  return (
    <View
      id={1}
      title="Profile"
      transparent={false}
      width={wish.width}
      height={wish.height}
      renderCounter={1}
      timeZone="utc"
      timeRange={timeRange}
      data={{ series, timeRange, errors, state }}
      options={options}
      fieldConfig={withDefaults.fieldConfig}
      onOptionsChange={setOptions}
      onFieldConfigChange={() => undefined}
      onChangeTimeRange={({ from, to }) => setRange({ start: from, end: to })}
      replaceVariables={(text) => templateSrv.replace(text)}
      eventBus={eventBus}
    />
  );
}
