import { groupBy } from '#series';
import { Notice } from '#ui';
import { explain } from '../shell/advice';
import { useHost } from '../state/host';
import type { Found } from './queries/use-targets';
import type { InputReport } from './queries/input-report';
import { MOST_TYPES } from './queries/use-activities';

export interface TargetsNoticesProps {
  readonly found: Found;
  readonly onSetup: () => void;
}

/** What is missing above the table, and what stands in its place while there is nothing. */
export function TargetsNotices({ found, onSetup }: TargetsNoticesProps) {
  const failed = grouped(found.reports.filter(({ kept }) => kept.state === 'failed'));
  const isEmpty = found.tree.counts.rows === 0;
  return (
    <>
      {failed.map((reports) => (
        <Failure key={reports[0]!.id} reports={reports} isAlone={isEmpty} />
      ))}
      {found.typesLeftOut > 0 && (
        <Notice
          kind="partial"
          inline
          title={`${found.typesLeftOut} profile types are not looked at.`}
          facts={`A server of more than ${MOST_TYPES} is asked for the first of them.`}
        />
      )}
      {isEmpty && failed.length === 0 && <Nothing {...{ found, onSetup }} />}
    </>
  );
}

/** Failures with the same facts are one: a server that is down is not reported once a question. */
function grouped(reports: readonly InputReport[]): readonly (readonly InputReport[])[] {
  return [...groupBy(reports, ({ kept }) => kept.error?.message ?? '').values()];
}

function Failure(props: { readonly reports: readonly InputReport[]; readonly isAlone: boolean }) {
  const { reports, isAlone } = props;
  const [first] = reports;
  const old = reports.some(({ kept }) => kept.data !== undefined);
  const names = reports.map(({ title }) => title).join(', ');
  const { facts, advice } = explain(first!.kept.error!);
  return (
    <Notice
      kind={isAlone ? 'failed' : 'partial'}
      inline={!isAlone}
      title={`${names}: no answer${old ? '; what is shown of it is from before' : ''}`}
      facts={facts}
      advice={old || isAlone ? advice : `${first!.lack} ${advice}`}
      action={{ label: 'Try again', onClick: () => reports.forEach(({ kept }) => kept.retry()) }}
    />
  );
}

function Nothing({ found, onSetup }: TargetsNoticesProps) {
  const { name, scrapes } = useHost().profiles.server;
  if (!found.isSettled)
    return (
      <Notice
        kind="loading"
        title={
          scrapes
            ? `Asking ${name} for its targets and what it has stored of them …`
            : `Asking ${name} what was sent to it …`
        }
      />
    );
  if (!scrapes)
    return (
      <Notice
        kind="empty"
        title="No profiles in this range."
        facts={`Nothing was sent to this ${name} in it, or it is older than what it answers for.`}
        advice="Choose a longer or later range; if there are none at all, look at what sends them."
        action={{ label: 'Set up profiling', onClick: onSetup }}
      />
    );
  return (
    <Notice
      kind="empty"
      title="Nothing is profiled yet."
      facts="This Parca scrapes no target and holds no profile in this range."
      advice="Connect an application, or choose a longer range if profiles were there before."
      action={{ label: 'Set up profiling', onClick: onSetup }}
    />
  );
}
