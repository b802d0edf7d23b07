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
import { rangeOf, run, type Ends, type SavedQuery } from './datasource-page';
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

/** The panel with what its queries answer, as a dashboard shows it; the same panel when it is shown again. */
export async function showPanel(wish: PanelWish): Promise<void> {
  const plugin = await loadPlugin(ID, PanelPlugin);
  const { data, errors = [] } = await run(wish.targets, wish.ends);
  show(<Panel {...wish} plugin={plugin} frames={data} errors={errors} />);
}

interface PanelPageProps extends PanelWish {
  readonly plugin: PanelPlugin;
  readonly frames: DataFrame[];
  readonly errors: DataQueryError[];
}

function Panel({ plugin, frames, errors, ...wish }: PanelPageProps) {
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
    data: frames,
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
      data={{
        series,
        timeRange,
        errors,
        state: errors.length > 0 ? LoadingState.Error : LoadingState.Done,
      }}
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
