import type { DataQuery } from '@grafana/data';

export const VARIABLE_KINDS = [
  'profileTypes',
  'labelNames',
  'labelValues',
  'models',
  'applications',
  'units',
] as const;
export type VariableKind = (typeof VARIABLE_KINDS)[number];

/**
 * What a dashboard variable lists. `profileTypes`: the value is the printed type, the text its title. `models`, `applications`, `units`:
 * Juju's; the value of a model is its uuid, for `juju_model_uuid=~"$model"`, the text its name. Every text may hold template variables.
 */
export interface ParcaVariableQuery extends DataQuery {
  readonly kind: VariableKind;
  /** labelValues: whose. models: the label that is the value in place of `juju_model_uuid`. */
  readonly label?: string;
  /** Printed; every kind but profileTypes. CPU time, or what the server has instead, when missing. */
  readonly profileTypeId?: string;
  /** Narrows to series that match: `{juju_model_uuid=~"$model"}`. */
  readonly labelSelector?: string;
}

export function isVariableKind(kind: unknown): kind is VariableKind {
  return VARIABLE_KINDS.some((known) => known === kind);
}
