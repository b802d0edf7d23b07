import { css } from '@emotion/css';
import type { GrafanaTheme2, QueryEditorHelpProps } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import type { ParcaQuery } from '#frames';

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';

const EXAMPLES: readonly {
  readonly title: string;
  readonly description: string;
  readonly query: Omit<ParcaQuery, 'refId'>;
}[] = [
  {
    title: 'CPU time of everything, with its rate',
    description:
      'The flame graph is of the whole range; zoom in on the time series to see a part of it.',
    query: { queryType: 'both', profileTypeId: CPU, labelSelector: '{}' },
  },
  {
    title: 'CPU time compared with an hour ago',
    description: 'Functions that only one side has are included.',
    query: {
      queryType: 'diff',
      profileTypeId: CPU,
      labelSelector: '{}',
      baseline: { offset: '1h' },
    },
  },
  {
    title: 'Functions that hold most memory',
    description: 'Memory in use is a mean over scrapes, never a sum.',
    query: {
      queryType: 'top',
      profileTypeId: 'memory:inuse_space:bytes:space:bytes',
      labelSelector: '{}',
      limit: 20,
    },
  },
  {
    title: 'Where memory was allocated',
    description: 'Running totals are what they grew by in the range; …:total is since each start.',
    query: {
      queryType: 'top',
      profileTypeId: 'memory:alloc_space:bytes:space:bytes',
      labelSelector: '{}',
      limit: 20,
    },
  },
  {
    title: 'CPU time by unit',
    description: 'In cores, one series per unit. A gap is a time without profiles.',
    query: {
      queryType: 'metrics',
      profileTypeId: CPU,
      labelSelector: '{}',
      groupBy: ['juju_unit'],
    },
  },
  {
    title: 'What changed',
    description:
      'Which functions of which units, by how much and since when, in all profile types. A scan asks many questions: its cost is beside the query.',
    query: { queryType: 'changes', labelSelector: '{}' },
  },
  {
    title: 'One function over time',
    description: 'By unit; each point is a merged profile. Put in the function that you mean.',
    query: {
      queryType: 'function',
      profileTypeId: CPU,
      labelSelector: '{}',
      functionName: 'runtime.mallocgc',
      groupBy: ['juju_unit'],
    },
  },
  {
    title: 'Targets',
    description: 'What Parca scrapes now, whatever the range; a Pyroscope scrapes nothing.',
    query: { queryType: 'targets', labelSelector: '{}' },
  },
];

/** Questions to start from, and how conditions on labels are read. */
export function QueryHelp({
  onClickExample,
}: Pick<QueryEditorHelpProps<ParcaQuery>, 'onClickExample'>) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.list}>
      <p>
        Conditions are those of Prometheus: <code>=</code>, <code>!=</code>, <code>=~</code>,{' '}
        <code>!~</code>, and a regular expression is of the whole value. A variable with several
        values, <code>{'{juju_unit="$unit"}'}</code>, means any of them.
      </p>
      {EXAMPLES.map(({ title, description, query }) => (
        <div key={title}>
          <Button
            size="sm"
            variant="secondary"
            fill="text"
            onClick={() => onClickExample({ refId: 'A', ...query })}
          >
            {title}
          </Button>
          <div className={styles.description}>{description}</div>
        </div>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
  description: css({ paddingLeft: theme.spacing(1), color: theme.colors.text.secondary }),
});
