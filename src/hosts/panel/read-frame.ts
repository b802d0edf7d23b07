import type { DataFrame } from '@grafana/data';
import { treeFromFrame, unitOfGrafana, type ProfileOfFrame } from '#frames';

/** Grafana copies frames whenever options or the panel's state change, the values in them only with new data. */
const read = new WeakMap<object, ProfileOfFrame>();

/** `treeFromFrame`, once for the same values: an equal tree stays the same object. */
export function readFrame(frame: DataFrame): ProfileOfFrame {
  const value = frame.fields.find((field) => field.name === 'value');
  if (!value) return treeFromFrame(frame);
  const known = read.get(value.values) ?? treeFromFrame(frame);
  read.set(value.values, known);
  return { ...known, unit: unitOfGrafana(value.config.unit) };
}
