import type { ReactNode } from 'react';
import { Button, IconButton, useStyles2 } from '@grafana/ui';
import { formatDuration, type Milliseconds, type ProfileType } from '#series';
import { SOURCE_TITLES, STATE_TITLES, type Statement, type TargetRow } from '#targets';
import { Age } from '../Age';
import { CommandLine } from '../../CommandLine';
import { detailsStyles } from './details-styles';
import { LabelsPart } from './LabelsPart';
import { Part } from './Part';
import { StatusIcon } from '../StatusIcon';
import { TypesPart } from './TypesPart';

/** What can be done with a row; what is left out cannot be done with this one. */
export interface RowActions {
  readonly onProfile?: (type?: ProfileType) => void;
  readonly onSiblings?: () => void;
  readonly onBefore?: () => void;
  readonly onMetrics?: () => void;
  readonly onSetup?: () => void;
}

export interface TargetDetailsProps {
  readonly row: TargetRow;
  readonly now: () => Milliseconds;
  readonly timeZone: string;
  readonly actions: RowActions;
  readonly onClose: () => void;
  /** Under the actions: the download. */
  readonly more?: ReactNode;
}

/** Everything that is known of one row: what was seen, what it means, what to do, and what the servers say of it. */
export function TargetDetails(props: TargetDetailsProps) {
  const { row, now, onClose } = props;
  const styles = useStyles2(detailsStyles);
  // What the state's meaning says already is not said again.
  const marks = row.badges.filter(({ message }) => message !== row.meaning.message);
  const titles = row.path.levels.map(({ title }) => title);
  const name = titles.at(-1) ?? row.address ?? row.id;
  return (
    <aside className={styles.pane} aria-label={`Details of ${name}`}>
      <div className={styles.head}>
        <div className={styles.part} style={{ flex: 1 }}>
          <h2 className={styles.name}>{name}</h2>
          <div className={styles.path}>
            {[titles.slice(0, -1).join(' › '), row.address ?? '']
              .filter((part) => part !== '' && part !== name)
              .join(' · ')}
          </div>
        </div>
        <IconButton name="times" aria-label="Close details" onClick={onClose} />
      </div>
      <Reason row={row} actions={props.actions} />
      <Actions {...props} />
      {marks.length > 0 && (
        <Part title="To know">
          <ul className={styles.marks}>
            {marks.map(({ kind, message }, i) => (
              <li key={`${kind} ${i}`}>{message}</li>
            ))}
          </ul>
        </Part>
      )}
      {row.profiles.length > 0 && (
        <TypesPart
          chips={row.profiles}
          now={now}
          {...(props.actions.onProfile && { onProfile: props.actions.onProfile })}
        />
      )}
      <ScrapeFacts row={row} now={now} />
      <LabelsPart row={row} />
    </aside>
  );
}

/** What was seen, what it means, what to do. */
function Reason({ row, actions }: Pick<TargetDetailsProps, 'row' | 'actions'>) {
  const styles = useStyles2(detailsStyles);
  const { nextStep } = row;
  return (
    <section className={styles.part} aria-label="State">
      <div className={styles.state}>
        <StatusIcon state={row.state} />
        {STATE_TITLES[row.state]}
        {!row.counted && ' (ignored: in no count)'}
      </div>
      <Said className={styles.said} statement={row.reason} />
      <Said className={styles.meaning} statement={row.meaning} />
      {nextStep && <p className={styles.said}>{nextStep.message}</p>}
      {nextStep?.command !== undefined && <CommandLine text={nextStep.command} />}
      {row.state === 'notProfiled' && actions.onSetup && (
        <div>
          <Button size="sm" variant="secondary" onClick={actions.onSetup}>
            What profiling it needs
          </Button>
        </div>
      )}
    </section>
  );
}

function Said(props: { readonly className: string; readonly statement: Statement }) {
  const { message } = props.statement;
  return message === '' ? null : <p className={props.className}>{message}</p>;
}

function Actions({ actions, more }: TargetDetailsProps) {
  const styles = useStyles2(detailsStyles);
  const { onProfile, onSiblings, onBefore, onMetrics } = actions;
  if (!onProfile && !onMetrics && !more) return null;
  const minor = { size: 'sm', variant: 'secondary' } as const;
  return (
    <section className={styles.part} aria-label="Actions">
      <div className={styles.actions}>
        {onProfile && (
          <Button size="sm" icon="arrow-right" onClick={() => onProfile()}>
            Profile and metrics
          </Button>
        )}
        {onMetrics && (
          <Button {...minor} icon="graph-bar" onClick={onMetrics}>
            Metrics
          </Button>
        )}
        {onSiblings && (
          <Button
            {...minor}
            onClick={onSiblings}
            tooltip="This one against all others of the application"
          >
            Compare with siblings
          </Button>
        )}
        {onBefore && (
          <Button
            {...minor}
            onClick={onBefore}
            tooltip="The second half of the range against the first half"
          >
            Compare with before
          </Button>
        )}
      </div>
      {more}
    </section>
  );
}

function ScrapeFacts({ row, now }: Pick<TargetDetailsProps, 'row' | 'now'>) {
  const styles = useStyles2(detailsStyles);
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['source', SOURCE_TITLES[row.source]],
    ['job', row.job],
    ['address', row.address],
    ['interval', row.interval === undefined ? '' : formatDuration(row.interval)],
    ['last scrape', row.lastScrape !== undefined && <Age time={row.lastScrape} now={now} />],
    ['last profile', row.lastSeen && <Age {...row.lastSeen} now={now} />],
    ['Prometheus', row.up && upWords(row.up)],
  ];
  return (
    <Part title="Source">
      <dl className={styles.facts}>
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => [<dt key={name}>{name}</dt>, <dd key={`${name}=`}>{value}</dd>])}
      </dl>
    </Part>
  );
}

function upWords({ up, down }: { readonly up: number; readonly down: number }): string {
  return down === 0 ? `${up} up` : `${up} up, ${down} down`;
}
