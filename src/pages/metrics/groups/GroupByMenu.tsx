import { useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Dropdown, Icon, Menu, useStyles2 } from '@grafana/ui';
import { useQuery } from '@tanstack/react-query';
import type { Matcher, ProfileType, TimeRange } from '#series';
import type { Level } from '../../selection/topology-levels';
import { useHost } from '../../state/host';
import { labelNamesQuery } from '../../state/queries/queries';
import { groupTitle, labelChoices } from './label-choices';

export interface GroupByMenuProps {
  readonly profileType: ProfileType | undefined;
  /** Labels that these profiles have. */
  readonly matchers: readonly Matcher[];
  readonly range: TimeRange;
  readonly levels: readonly Level[];
  /** A label; undefined: a line for each unit. */
  readonly by: string | undefined;
  readonly onBy: (label: string | undefined) => void;
}

/** Which label the timeline has a line a value of. */
export function GroupByMenu(props: GroupByMenuProps) {
  const { profileType, matchers, range, levels, by, onBy } = props;
  const styles = useStyles2(getStyles);
  const host = useHost();
  const [isOpen, setOpen] = useState(false);
  const names = useQuery({
    ...labelNamesQuery(host, profileType, range, matchers),
    enabled: isOpen && profileType !== undefined,
  });
  const choices = labelChoices(names.data ?? [], levels, by);
  const item = (label: string | undefined, title: string, description: string) => (
    <Menu.Item
      key={label ?? ''}
      label={title}
      {...(description !== '' && { description })}
      role="menuitemradio"
      ariaChecked={by === label}
      {...(by === label && { icon: 'check' as const })}
      onClick={() => onBy(label)}
    />
  );
  const unit = levels.at(-1)?.title.toLowerCase();
  const overlay = (
    <Menu ariaLabel="Group by">
      <div className={styles.list}>
        {item(undefined, 'none', unit === undefined ? '' : `a line for each ${unit}`)}
        {choices.map(({ label, title }) => item(label, title, title === label ? '' : label))}
        {names.isLoading && <Menu.Item label="Asking which labels there are …" disabled />}
        {names.isError && <Menu.Item label="Which labels there are was not answered" disabled />}
      </div>
    </Menu>
  );
  const title = by === undefined ? 'none' : groupTitle(by, levels);
  return (
    <Dropdown overlay={overlay} placement="bottom-start" onVisibleChange={setOpen}>
      <button
        type="button"
        className={styles.button}
        aria-label={`Group by: ${title}`}
        title="A line for each value of a label, with its share"
      >
        Group by:<span className={styles.title}>{title}</span>
        <Icon name="angle-down" size="sm" />
      </button>
    </Dropdown>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ maxHeight: '50vh', overflowY: 'auto' }),
  button: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    flex: 'none',
    height: 20,
    padding: theme.spacing(0, 0.5),
    border: 'none',
    borderRadius: theme.shape.radius.default,
    background: 'none',
    font: 'inherit',
    color: theme.colors.text.secondary,
    cursor: 'pointer',
    '&:hover': { background: theme.colors.action.hover },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
  title: css({
    maxWidth: '20ch',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    color: theme.colors.text.primary,
  }),
});
