import { FieldConfigProperty, PanelPlugin } from '@grafana/data';
import { FlameGraphPanel } from './FlameGraphPanel';
import { setPanelOptions, type PanelOptions } from './panel-options';

/** Units and data links are Grafana's; the other standard options do not apply to a tree. */
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
