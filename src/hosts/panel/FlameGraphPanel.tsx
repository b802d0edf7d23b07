import { useMemo, useState } from 'react';
import { css } from '@emotion/css';
import { LoadingState, type GrafanaTheme2, type PanelProps } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { useStyles2 } from '@grafana/ui';
import { ComparisonAnswer, FlameSection, NormalisationChoice, RowSlices, verdictsOf } from '#pages';
import { DataLinks } from './DataLinks';
import { MetricStrip, stripCharts } from './MetricStrip';
import { NoProfile, PanelNotices, panelProblems } from './PanelNotices';
import { appLink } from './open-in-app';
import { panelExport } from './panel-export';
import { fitOf } from './state/panel-fit';
import { judgementOf } from './state/panel-judgement';
import { numbersOf } from './state/panel-numbers';
import type { PanelOptions } from './panel-options';
import { profilesOf } from './state/panel-profiles';
import { usePanelState, type PanelState } from './state/panel-state';
import { panelEngine, usePanelView, type PanelView } from './state/panel-view';
import { PanelHead } from './PanelHead';

/** One profile, or a baseline and a comparison, out of whatever profile frames a dashboard's queries bring. */
export function FlameGraphPanel(props: PanelProps<PanelOptions>) {
  const styles = useStyles2(getStyles);
  const { data, options, width, height } = props;
  const state = usePanelState({ options, widthPx: width, memoryKey: memoryKeyOf(props) });
  const { series } = data;
  const { baseline, comparison } = options;
  const { swapped } = state;
  const found = useMemo(
    () =>
      profilesOf(series, {
        baseline: baseline || undefined,
        comparison: comparison || undefined,
        swapped,
      }),
    [series, baseline, comparison, swapped],
  );
  const asked = found.kind === 'profiles' ? found : undefined;
  const viewed = usePanelView(asked, state.display);
  const waiting = data.state === LoadingState.Loading || data.state === LoadingState.NotStarted;
  const problems = panelProblems(data, asked, viewed);
  // A query that failed or still runs leaves the last flame graph; an answer without a profile does not.
  const unanswered = found.kind === 'none' && (waiting || problems.failed.length > 0);
  const keeps = asked !== undefined || unanswered;
  const shown = keeps ? viewed.shown : undefined;
  return (
    <div className={styles.panel} style={{ width, height }}>
      {shown ? (
        <Profile
          {...props}
          state={state}
          shown={shown}
          stale={viewed.stale || asked === undefined}
          problems={problems}
        />
      ) : (
        <NoProfile
          {...{ found, problems }}
          waiting={waiting || viewed.stale}
          targets={data.request?.targets ?? []}
        />
      )}
    </div>
  );
}

interface ProfileProps extends PanelProps<PanelOptions> {
  readonly state: PanelState;
  readonly shown: PanelView;
  readonly stale: boolean;
  readonly problems: ReturnType<typeof panelProblems>;
}

function Profile(props: ProfileProps) {
  const { state, shown, stale, problems, data } = props;
  const [open, setOpen] = useState(false);
  const charts = useMemo(() => stripCharts(data.series), [data.series]);
  const size = {
    widthPx: props.width,
    heightPx: props.height,
    showToolbar: props.options.showToolbar,
    hasStrip: charts.length > 0,
    open,
  };
  const { fit, folded, answer, strip, head } = fitOf(size);
  const { normalise } = state;
  const numbers = useMemo(() => numbersOf(shown, normalise), [shown, normalise]);
  const { scaled, compared } = numbers;
  const { sides, profileType } = shown.profiles;
  const { judgement, why } = judgementOf(shown, state.swapped);
  const link = appLink(shown.profiles, state, datasourcesOf(props), nameOf);
  const ofRows = scaled.table.by === 'function' ? judgement : undefined;
  const verdictOf = useMemo(
    () => ofRows && verdictsOf(scaled.table.names, ofRows, false),
    [scaled.table.names, ofRows],
  );
  return (
    <>
      <PanelHead
        profiles={shown.profiles}
        numbers={numbers}
        detail={head}
        answered={answer && compared !== undefined}
        problems={fit.tiny ? problems : undefined}
        onSwap={state.swap}
        controls={folded ? { open, toggle: () => setOpen(!open) } : undefined}
        timeZone={props.timeZone}
        link={link}
      />
      {!fit.tiny && <PanelNotices problems={problems} />}
      {strip && (
        <MetricStrip
          charts={charts}
          timeRange={props.timeRange}
          timeZone={props.timeZone}
          onChangeTimeRange={props.onChangeTimeRange}
        />
      )}
      {answer && compared && (
        <ComparisonAnswer
          title={numbers.title}
          compared={compared}
          judgement={judgement}
          progress={why}
          facts={numbers.comparable}
          stale={stale}
          timeZone={props.timeZone}
          shown={state.display.renamed}
          onShow={(renamed) => state.setDisplay({ renamed })}
        />
      )}
      <FlameSection
        engine={panelEngine()}
        display={state.display}
        setDisplay={state.setDisplay}
        handle={scaled.handle}
        tree={scaled.tree}
        callers={scaled.callers}
        table={scaled.table}
        unit={scaled.unit}
        dividends={scaled.dividends}
        magnitudes={scaled.magnitudes}
        wholes={scaled.wholes}
        removed={scaled.removed}
        stale={stale}
        verdictOf={stale ? undefined : verdictOf}
        fit={fit}
        exported={() => panelExport({ shown, numbers, judgement, link, timeZone: props.timeZone })}
        moreControls={
          <NormalisationChoice
            label="Values"
            offered={numbers.offered}
            isState={numbers.isState}
            value={numbers.how}
            onChange={state.setNormalise}
          />
        }
        moreDetails={(row) => {
          if (scaled.table.by !== 'function') return undefined;
          const name = scaled.table.names[row]!;
          return (
            <>
              {ofRows && profileType && <RowSlices judged={ofRows} {...{ name, profileType }} />}
              <DataLinks frame={sides.at(-1)!.frame} functionName={name} />
            </>
          );
        }}
      />
    </>
  );
}

/** Of the datasource with that uid. */
const nameOf = (uid: string) => getDataSourceSrv().getInstanceSettings(uid)?.name;

/** Outside a dashboard a panel has no number that stays. */
function memoryKeyOf({ id, data }: PanelProps<PanelOptions>): string | undefined {
  const dashboard = data.request?.dashboardUID;
  return dashboard ? `${dashboard}/${id}` : undefined;
}

/** Uids of where each side was asked for; one that is a variable becomes its value. */
function datasourcesOf({ shown, data, replaceVariables }: ProfileProps) {
  const targets = data.request?.targets ?? [];
  return shown.profiles.sides.map(({ refId }) => {
    const uid = targets.find((target) => target.refId === refId)?.datasource?.uid;
    return uid === undefined ? undefined : replaceVariables(uid);
  });
}

const getStyles = (theme: GrafanaTheme2) => ({
  panel: css({
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.5),
    overflow: 'hidden',
  }),
});
