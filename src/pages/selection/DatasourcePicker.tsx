import {
  atDatasource,
  compileMatchers,
  DATASOURCE,
  labelValue,
  type Labels,
  type Matcher,
} from '#series';
import { Picker } from '#ui';
import { useHost } from '../state/host';
import { readable } from '../state/matcher-faults';
import type { Level } from './topology-levels';

export interface DatasourcePickerProps {
  readonly levels: readonly Level[];
  readonly labelSets: readonly Labels[];
  readonly matchers: readonly Matcher[];
  readonly onChange: (matchers: readonly Matcher[]) => void;
}

/** Which of several servers a selection is of; nothing where there is one. */
export function DatasourcePicker({ levels, labelSets, matchers, onChange }: DatasourcePickerProps) {
  const { datasources = [] } = useHost().profiles;
  if (datasources.length < 2) return null;
  return (
    <Picker
      label="Datasource"
      options={datasources.map((name) => ({ value: name, label: name }))}
      value={atDatasource(datasources, matchers).name}
      onChange={(name) => onChange(moved(name, { levels, labelSets, matchers }))}
    />
  );
}

/** The same selection of another server, without its places where that has nothing of them. */
function moved(
  name: string,
  { levels, labelSets, matchers }: Omit<DatasourcePickerProps, 'onChange'>,
): readonly Matcher[] {
  const rest = matchers.filter((matcher) => matcher.name !== DATASOURCE);
  const there: Matcher = { name: DATASOURCE, op: '=', value: name };
  const hasData = labelSets.some(compileMatchers(readable([there, ...rest])));
  const places = new Set(levels.flatMap(({ label, unique }) => [label, unique]));
  return [there, ...(hasData ? rest : rest.filter((matcher) => !places.has(matcher.name)))];
}

/** Of the server that the selection is of. */
export function setsThere(
  datasources: readonly string[] = [],
  { labelSets, matchers }: Pick<DatasourcePickerProps, 'labelSets' | 'matchers'>,
): readonly Labels[] {
  if (datasources.length < 2) return labelSets;
  const { name } = atDatasource(datasources, matchers);
  return labelSets.filter((labels) => labelValue(labels, DATASOURCE) === name);
}
