import { useEffect, useRef } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { IconButton, useStyles2 } from '@grafana/ui';
import { count } from '#changes';
import { profileTypeTitle, rateUnit, type TimeRange } from '#series';
import type { Scan } from '#scan';
import { Notice, Picker, UnitMap, type MapPlace } from '#ui';
import { ProfileTypePicker } from '../../selection/SelectionBar';
import type { Selection } from '../../selection/use-selection';
import { explain } from '../../shell/advice';
import { useHost } from '../../state/host';
import type { ViewControl } from '../../state/view/use-view-state';
import { printView } from '../../state/view/view-url';
import type { ScanState } from '../use-scan';
import { oddUnitNote, oddUnitTexts } from './odd-unit-text';
import { toRest } from './odd-unit-links';
import { useOddUnits, type OddUnitsState } from './use-odd-units';

export interface OddUnitSectionProps {
  readonly control: ViewControl;
  readonly selection: Selection;
  readonly range: TimeRange;
  readonly applications: Scan['applications'];
  /** While it is `scanning` they may still come; only of one that is `ready` are they known to be all. */
  readonly scanState: ScanState['state'];
  readonly onChange: (application: string | undefined) => void;
}

type Application = Scan['applications'][number];

/** Which unit of one application is unlike the others, in the page's range; nothing is asked before an application is chosen. */
export function OddUnitSection(props: OddUnitSectionProps) {
  const { control, selection, applications, onChange } = props;
  const styles = useStyles2(getStyles);
  const { oddIn } = control.view.changes;
  const application = chosenOf(applications, oddIn);
  const several = applications.filter(({ units }) => units.length > 1);
  const heading = useRef<HTMLHeadingElement>(null);
  const isNew = useRef(oddIn !== undefined);
  // A link to it leads here, and not to the list of changes.
  useEffect(() => {
    if (isNew.current) heading.current?.scrollIntoView?.({ block: 'nearest' });
  }, []);
  return (
    <section aria-label="Odd unit out" className={styles.section}>
      <div className={styles.head}>
        <h2 ref={heading} className={styles.title}>
          Odd unit out
        </h2>
        <Picker
          label="Application"
          options={several.map(({ name, units }) => ({
            ...{ value: name, label: name },
            description: count(units.length, 'unit'),
          }))}
          value={application?.name ?? oddIn}
          onChange={onChange}
          placeholder="whose units are held against each other"
          minWidth={28}
        />
        {application && (
          <>
            <ProfileTypePicker
              selection={selection}
              onChange={(profileType) => control.setView({ ...control.view, profileType })}
            />
            <IconButton
              name="times"
              aria-label="Close odd unit out"
              onClick={() => onChange(undefined)}
            />
          </>
        )}
      </div>
      <Body {...props} application={application} />
    </section>
  );
}

/** By its name; or the only one of the scope, whatever it is called there. */
function chosenOf(
  applications: readonly Application[],
  name: string | undefined,
): Application | undefined {
  if (name === undefined) return undefined;
  const only = applications.length === 1 ? applications[0] : undefined;
  return applications.find((one) => one.name === name) ?? only;
}

function Body(props: OddUnitSectionProps & { readonly application: Application | undefined }) {
  const { control, application, scanState } = props;
  const server = useHost().profiles.server.name;
  const { oddIn } = control.view.changes;
  if (oddIn === undefined) return null;
  if (!application && scanState === 'scanning')
    return (
      <Notice inline kind="loading" title={`Asking ${server} which applications there are …`} />
    );
  // The page says what it does not know, and why.
  if (!application && scanState !== 'ready') return null;
  if (!application)
    return (
      <Notice
        inline
        kind="empty"
        title={`Nothing of ${oddIn} is profiled in this range and scope.`}
        advice="Choose another application, or a wider range or scope."
      />
    );
  if (application.units.length < 2)
    return (
      <Notice
        inline
        kind="empty"
        title={`${application.name} has one unit: there is nothing to hold it against.`}
        advice="Hold its range against an earlier one instead: that is what the list of changes does."
      />
    );
  return <Units key={application.name} {...props} application={application} />;
}

function Units(props: OddUnitSectionProps & { readonly application: Application }) {
  const { control, selection, range, application } = props;
  const host = useHost();
  const { view, setView } = control;
  const { profileType } = selection;
  const scope = view.changes.matchers;
  const state = useOddUnits({ application, scope, profileType, range });
  const { data, stale } = state.found;
  const toCell = (place: MapPlace) => toRest(view, place, data!.of);
  return (
    <>
      <Progress state={state} />
      {data && (
        <>
          <Answer data={data} />
          <UnitMap
            found={data}
            title={`${data.of.application.name}, ${profileTypeTitle(data.of.profileType)}`}
            rateUnit={rateUnit(data.of.profileType)}
            stale={stale || state.done < state.total}
            linkTo={(place) => host.linkTo(printView({ ...toCell(place), refresh: undefined }))}
            onFollow={(place) => setView(toCell(place))}
          />
        </>
      )}
    </>
  );
}

/** How far it is, and what is missing. */
function Progress({ state }: { readonly state: OddUnitsState }) {
  const { found, done, total, idle, failed, error, retry } = state;
  const action = { label: 'Try again', onClick: retry };
  if (done < total)
    return <Notice inline kind="loading" title={`Merging units: ${done} of ${total} …`} />;
  if (error && (found.error || total - failed.length < 2))
    return (
      <Notice
        inline
        kind="failed"
        title="The units cannot be compared"
        {...explain(error)}
        action={action}
      />
    );
  if (found.data === undefined && found.state === 'loading')
    return <Notice inline kind="loading" title="Holding the units against each other …" />;
  if (found.data === undefined || found.stale)
    return (
      <Notice
        inline
        kind="empty"
        title="Fewer than two units have such a profile in this range."
        advice="Choose another profile type or a longer range."
      />
    );
  return (
    <>
      {error && (
        <Notice
          inline
          kind="partial"
          title={`Without ${failed.join(', ')}`}
          facts={explain(error).facts}
          action={action}
        />
      )}
      {idle.length > 0 && (
        <Notice inline kind="partial" title={`No such profile in this range: ${idle.join(', ')}`} />
      )}
    </>
  );
}

function Answer({ data }: { readonly data: NonNullable<OddUnitsState['found']['data']> }) {
  const styles = useStyles2(getStyles);
  const texts = oddUnitTexts(data);
  const note = oddUnitNote(data);
  return (
    <div className={styles.answer} role="status">
      {texts.length === 0 ? (
        <p>{`No unit is odd: what ${count(data.units.length, 'unit')} differ by is within noise or less than 5 % of a function.`}</p>
      ) : (
        <ul>
          {texts.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      {note && texts.length > 0 && <p className={styles.note}>{note}</p>}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ marginBottom: theme.spacing(2) }),
  head: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(1),
    '& > [data-picker]': {
      flexDirection: 'row',
      alignItems: 'center',
      gap: theme.spacing(0.75),
      '& > label': { margin: 0, whiteSpace: 'nowrap' },
    },
  }),
  title: css({
    margin: theme.spacing(0, 1, 0, 0),
    fontSize: theme.typography.body.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
  }),
  answer: css({
    marginBottom: theme.spacing(1),
    overflowWrap: 'anywhere',
    ul: { listStyle: 'none' },
    'p, li': { margin: 0 },
  }),
  note: css({ color: theme.colors.text.secondary }),
});
