import { css } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import type { DataQuery, DataQueryError, PanelData } from '@grafana/data';
import { Notice, type NoticeProps } from '#ui';
import { loadingWords } from './loading-words';
import type { NoProfiles, PanelProfiles } from './state/panel-profiles';
import type { ViewOutcome } from './state/panel-view';

/** Above a flame graph that stays: what failed, and what is not in it. */
export function PanelNotices({ problems }: { readonly problems: PanelProblems }) {
  const { failed, notices } = problems;
  return (
    <>
      {failed.length > 0 && (
        <Notice
          kind="failed"
          inline
          title="Some data could not be shown"
          facts={failed.join('\n')}
        />
      )}
      {notices.length > 0 && <Notice kind="partial" inline title={notices.join(' ')} />}
    </>
  );
}

export interface NoProfileProps {
  readonly found: PanelProfiles | NoProfiles;
  readonly waiting: boolean;
  readonly problems: PanelProblems;
  /** What the panel asks. */
  readonly targets: readonly DataQuery[];
}

/** Why there is no flame graph, and the next step. */
export function NoProfile(props: NoProfileProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.notice}>
      <Notice {...noticeOf(props)} />
    </div>
  );
}

function noticeOf({ found, waiting, problems, targets }: NoProfileProps): NoticeProps {
  if (found.kind === 'incomparable')
    return {
      kind: 'failed',
      title: 'These two profiles cannot be compared',
      facts: found.facts,
      advice:
        'Ask both queries for the same profile type, or choose other queries in the panel’s options.',
    };
  if (found.kind === 'broken')
    return {
      kind: 'failed',
      title: 'Not a profile',
      facts: found.broken.join('\n'),
      advice:
        'A profile’s rows are the nodes of a call tree in depth-first order, from level 0 on.',
    };
  if (found.kind === 'empty')
    return {
      kind: 'empty',
      title: found.missing === '' ? 'The profile is empty' : `No profiles: ${found.missing}`,
      // Only our datasource gives a reason.
      ...(found.notices.length > 0
        ? { facts: found.notices.join('\n') }
        : { advice: 'Choose a longer range, or other labels.' }),
    };
  if (problems.failed.length > 0)
    return {
      kind: 'failed',
      title: 'The profile could not be loaded',
      facts: problems.failed.join('\n'),
    };
  if (waiting) return { kind: 'loading', title: `Loading ${loadingWords(targets)} …` };
  return noDataNotice(found.kind === 'none' ? found.others : []);
}

function noDataNotice(others: readonly string[]): NoticeProps {
  return {
    kind: 'empty',
    title: others.length === 0 ? 'No data' : 'No profile in this data',
    ...(others.length > 0 && { facts: others.join('\n') }),
    advice:
      'This panel shows call trees: fields label, level and value. Of a Parca or Pyroscope query choose the type Profile, or Diff for a comparison; two Profile queries are compared with each other.',
  };
}

const getStyles = () => ({ notice: css({ overflowY: 'auto', maxHeight: '100%' }) });

/** What the flame graph does not show. */
export interface PanelProblems {
  /** Queries, frames and views that could not be had. */
  readonly failed: readonly string[];
  /** What is there and not shown. */
  readonly notices: readonly string[];
}

export function panelProblems(
  data: PanelData,
  profiles: PanelProfiles | undefined,
  viewed: ViewOutcome,
): PanelProblems {
  const errors = data.errors ?? (data.error ? [data.error] : []);
  return {
    failed: [
      ...errors.map(errorText),
      ...(profiles?.broken ?? []),
      ...(viewed.error ? [viewed.error.message] : []),
    ],
    notices: profiles?.notices ?? [],
  };
}

function errorText({ refId, message, data, statusText }: DataQueryError): string {
  const text = message ?? data?.message ?? statusText ?? 'the query failed without a message';
  return refId ? `Query ${refId}: ${text}` : text;
}
