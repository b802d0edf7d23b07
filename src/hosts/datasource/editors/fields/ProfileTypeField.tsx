import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import {
  parseProfileType,
  printProfileType,
  profileTypeTitle,
  readingsOf,
  type ProfileType,
} from '#series';
import { Picker, type AsyncState } from '#ui';

export interface ProfileTypeFieldProps {
  readonly types: AsyncState<readonly ProfileType[]>;
  /** Printed, or a variable. */
  readonly value: string;
  readonly onChange: (profileTypeId: string) => void;
  /** '' is all of them. */
  readonly offersAll?: boolean;
}

const ALL = { value: '', label: 'All types', description: 'One of each kind of cost' };

/** The server's profile types by their titles, ordered by what they are of; any other text may be typed, such as `$type`. */
export function ProfileTypeField(props: ProfileTypeFieldProps) {
  const { types, value, onChange, offersAll = false } = props;
  const styles = useStyles2(getStyles);
  const { data = [], state, error } = types;
  const listed = data.flatMap(readingsOf);
  const options = [...listed, ...notListed(value, listed)]
    .map((type) => ({
      value: printProfileType(type),
      label: profileTypeTitle(type),
      description: printProfileType(type),
    }))
    .sort(
      (a, b) => groupOf(a.value).localeCompare(groupOf(b.value)) || (a.label < b.label ? -1 : 1),
    );
  return (
    <div>
      <Picker
        label="Profile type"
        options={offersAll ? [ALL, ...options] : options}
        value={value}
        onChange={onChange}
        // Not Grafana's spinner: it can stay when the answer is quick.
        placeholder={state === 'loading' ? 'Loading…' : 'Choose'}
        allowCustom
        minWidth={22}
      />
      {state === 'failed' && (
        <div role="status" className={styles.fault}>
          No list of profile types: {error?.message}
        </div>
      )}
      {state === 'ready' && data.length === 0 && (
        <div role="status" className={styles.note}>
          There are no profiles in this range.
        </div>
      )}
    </div>
  );
}

/** The chosen type has its title before the list is there, and where the range has none of it. */
function notListed(value: string, types: readonly ProfileType[]): readonly ProfileType[] {
  if (types.some((type) => printProfileType(type) === value)) return [];
  try {
    return [parseProfileType(value)];
  } catch {
    return [];
  }
}

const groupOf = (printed: string) => printed.slice(0, printed.indexOf(':'));

const getStyles = (theme: GrafanaTheme2) => ({
  fault: css({
    maxWidth: 360,
    marginTop: theme.spacing(0.5),
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.error.text,
  }),
  note: css({
    marginTop: theme.spacing(0.5),
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.text.secondary,
  }),
});
