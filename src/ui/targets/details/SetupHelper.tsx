import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ChecklistItem, SetupCell } from '#targets';
import { CommandLine } from '../../CommandLine';

export interface SetupHelperProps {
  readonly cells: readonly SetupCell[];
  /** Empty where relations have no part in it. */
  readonly checklist: readonly ChecklistItem[];
}

const INSTRUMENTATIONS = [
  {
    key: 'native',
    title: 'The program serves profiles itself',
    note: 'Go’s pprof and its kin: CPU, memory, goroutines, locks',
  },
  {
    key: 'automatic',
    title: 'An agent samples it from outside',
    note: 'eBPF, any compiled language: CPU only, no change to the program',
  },
] as const satisfies readonly { key: SetupCell['instrumentation']; title: string; note: string }[];
const SUBSTRATES = [
  ['machine', 'on a machine'],
  ['kubernetes', 'in Kubernetes'],
  ['neither', 'outside Juju'],
] as const satisfies readonly (readonly [SetupCell['substrate'], string])[];

/** Which component each kind of program needs in each place, with the commands that connect it. */
export function SetupHelper({ cells, checklist }: SetupHelperProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.helper}>
      {INSTRUMENTATIONS.map(({ key, title, note }) => (
        <section key={key} aria-label={title}>
          <h3 className={styles.title}>{title}</h3>
          <p className={styles.note}>{note}</p>
          {SUBSTRATES.map(([substrate, where]) => (
            <Cell
              key={substrate}
              where={where}
              cell={cells.find((c) => c.instrumentation === key && c.substrate === substrate)}
            />
          ))}
        </section>
      ))}
      {checklist.length > 0 && (
        <section aria-label="All relations">
          <h3 className={styles.title}>All relations of a whole set-up</h3>
          {checklist.map(({ relation, purpose, command }) => (
            <div key={relation} className={styles.item}>
              <span className={styles.note}>{purpose}</span>
              <CommandLine text={command} />
            </div>
          ))}
        </section>
      )}
    </div>
  );
}

interface CellProps {
  readonly where: string;
  readonly cell: SetupCell | undefined;
}

function Cell({ where, cell }: CellProps) {
  const styles = useStyles2(getStyles);
  if (!cell) return null;
  return (
    <div className={styles.cell}>
      <div className={styles.where}>{where}</div>
      <div className={styles.what}>
        <div>{cell.component}</div>
        {cell.relation !== '' && <div className={styles.note}>{cell.relation}</div>}
        <div className={styles.note}>{cell.message}</div>
        {cell.commands.length > 0 && <CommandLine text={cell.commands.join('\n')} />}
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  helper: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(3) }),
  title: css({ margin: 0, fontSize: theme.typography.h5.fontSize }),
  note: css({
    margin: 0,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  cell: css({
    display: 'grid',
    gridTemplateColumns: '110px 1fr',
    gap: theme.spacing(2),
    padding: theme.spacing(1.5, 0),
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  where: css({ fontWeight: theme.typography.fontWeightMedium }),
  what: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.75),
    minWidth: 0,
  }),
  item: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.25),
    marginTop: theme.spacing(1),
  }),
});
