import { FieldConfigProperty, PanelPlugin } from '@grafana/data';
import { FlameGraphPanel } from './FlameGraphPanel';
import { setPanelOptions, type PanelOptions } from './panel-options';

/** Units and data links are Grafana's; the rest of a field's standard options says nothing about a tree of values. */
const WITHOUT_MEANING = [
  FieldConfigProperty.Min,
  FieldConfigProperty.Max,
  FieldConfigProperty.FieldMinMax,
  FieldConfigProperty.Decimals,
  FieldConfigProperty.DisplayName,
  FieldConfigProperty.NoValue,
  FieldConfigProperty.Thresholds,
  FieldConfigProperty.Mappings,
  FieldConfigProperty.Color,
  FieldConfigProperty.Filterable,
];

export const plugin = new PanelPlugin<PanelOptions>(FlameGraphPanel)
  .setPanelOptions(setPanelOptions)
  .useFieldConfig({ disableStandardOptions: WITHOUT_MEANING });
