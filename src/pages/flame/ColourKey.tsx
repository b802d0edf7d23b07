import { useMemo, useRef, type MouseEvent } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Dropdown, Icon, Menu, useStyles2, useTheme2 } from '@grafana/ui';
import { moduleOf, type CallTree } from '#profile';
import {
  categorySlot,
  categoryShares,
  formatPercent,
  paletteOf,
  SELF_STEPS,
  selfOfFrames,
  useElementSize,
} from '#ui';
import { categoriesBy, isUpsideDown } from './picture';
import type { SetDisplay } from '../state/view/use-view-state';
import type { DisplayState, FilterState } from '../state/view/view-state';

export interface ColourKeyProps {
  readonly tree: CallTree;
  readonly display: DisplayState;
  readonly setDisplay: SetDisplay;
  /** What else can be done with one of the colours, at a place in the window. */
  readonly onMenu: (
    name: string,
    field: FilterState['field'],
    at: { readonly x: number; readonly y: number },
  ) => void;
}

/** More are not told apart by colour; with their share each has about so much room. */
const MOST_SHOWN = 8;
const ENTRY_PX = 170;
/** Of the others' sum, and of whose code is own. */
const REST_PX = 330;
const MOST_MODULES = 12;

/** What the colours of one profile mean: the packages, files or binaries that cost most, each a switch that lights it alone. */
export function ColourKey(props: ColourKeyProps) {
  const { colour } = props.display;
  return colour === 'self' ? <SelfKey /> : <CategoryKey {...props} />;
}

function CategoryKey({ tree, display, setDisplay, onMenu }: ColourKeyProps) {
  const styles = useStyles2(getStyles);
  const { colour, by, rolledUp, own, inverted, pivot, lit } = display;
  const { fills } = paletteOf('category', useTheme2().isDark);
  const line = useRef<HTMLDivElement>(null);
  const { widthPx } = useElementSize(line);
  const categories = useMemo(
    () => categoriesBy(tree, { colour, by, rolledUp, own }),
    [tree, colour, by, rolledUp, own],
  );
  const shares = useMemo(
    () =>
      categories
        ? categoryShares(categories.names, selfOfFrames(tree, isUpsideDown({ inverted, pivot })))
        : [],
    [tree, categories, inverted, pivot],
  );
  if (!categories) return null;
  const room = widthPx === 0 ? MOST_SHOWN : Math.floor((widthPx - REST_PX) / ENTRY_PX);
  const shown = shares.slice(0, Math.min(MOST_SHOWN, Math.max(1, room)));
  const others = shares.length - shown.length;
  const rest = shares.slice(shown.length).reduce((sum, { share }) => sum + share, 0);
  const menu = (name: string) => (event: MouseEvent) => {
    event.preventDefault();
    if (name !== '') onMenu(name, categories.by, { x: event.clientX, y: event.clientY });
  };
  return (
    <div ref={line} className={styles.line} role="group" aria-label="Colours">
      {shown.map(({ name, share }) => (
        <button
          key={name}
          type="button"
          className={styles.entry}
          aria-pressed={lit === name}
          title={`${name || '(unknown)'}: ${formatPercent(share)} of total is its own. Click: lights it alone; right click: filters`}
          onClick={() => setDisplay({ lit: lit === name ? undefined : name }, 'replace')}
          onContextMenu={menu(name)}
        >
          <span
            className={styles.swatch}
            style={{ background: fills[categorySlot(name, categories.isOwn(name))] }}
          />
          <span className={styles.name}>
            <bdi>{name || '(unknown)'}</bdi>
          </span>
          <span className={styles.share}>{formatPercent(share)}</span>
        </button>
      ))}
      {rest > 0 && (
        <span className={styles.rest}>
          {others} {others === 1 ? 'other' : 'others'} {formatPercent(rest)}
        </span>
      )}
      {categories.by === 'package' && (
        <OwnCode
          {...{ own, setDisplay, modules: categories.modules }}
          names={shares.map(({ name }) => name)}
        />
      )}
    </div>
  );
}

interface OwnCodeProps {
  readonly own: DisplayState['own'];
  readonly modules: readonly string[];
  /** Packages, those that cost most first. */
  readonly names: readonly string[];
  readonly setDisplay: SetDisplay;
}

/** Which code has colours, and which is grey. */
function OwnCode({ own, modules, names, setDisplay }: OwnCodeProps) {
  const styles = useStyles2(getStyles);
  const offered = [
    ...new Set([...modules, ...names.filter((name) => name !== '').map(moduleOf)]),
  ].slice(0, MOST_MODULES);
  const toggle = (path: string) =>
    setDisplay({
      own: modules.includes(path) ? modules.filter((one) => one !== path) : [...modules, path],
    });
  const overlay = (
    <Menu ariaLabel="Own code">
      <Menu.Item
        label="The program’s own modules"
        description="as its names tell"
        role="menuitemradio"
        ariaChecked={own === undefined}
        {...(own === undefined && { icon: 'check' as const })}
        onClick={() => setDisplay({ own: undefined })}
      />
      <Menu.Item
        label="All code"
        description="nothing is grey"
        role="menuitemradio"
        ariaChecked={own?.length === 0}
        {...(own?.length === 0 && { icon: 'check' as const })}
        onClick={() => setDisplay({ own: [] })}
      />
      <Menu.Divider />
      {offered.map((path) => (
        <Menu.Item
          key={path}
          label={path}
          role="menuitemcheckbox"
          ariaChecked={modules.includes(path)}
          {...(modules.includes(path) && { icon: 'check' as const })}
          onClick={() => toggle(path)}
        />
      ))}
    </Menu>
  );
  return (
    <Dropdown overlay={overlay} placement="bottom-end">
      <button type="button" className={styles.own}>
        <span className={styles.modules}>
          own code: {modules.length === 0 ? 'all' : modules.join(', ')}
        </span>
        <Icon name="angle-down" />
      </button>
    </Dropdown>
  );
}

/** Steps of a function's own share of the total. */
function SelfKey() {
  const styles = useStyles2(getStyles);
  const { fills } = paletteOf('share', useTheme2().isDark);
  return (
    <div className={styles.line} role="group" aria-label="Colours">
      <span className={styles.rest}>a function’s self ÷ total:</span>
      {[0, ...SELF_STEPS].map((from, step) => (
        <span key={from} className={styles.step}>
          <span className={styles.swatch} style={{ background: fills[step] }} />
          {step === 0 ? `below ${formatPercent(SELF_STEPS[0])}` : `from ${formatPercent(from)}`}
        </span>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const plain = {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    padding: theme.spacing(0, 0.5),
    border: 'none',
    borderRadius: theme.shape.radius.default,
    background: 'none',
    color: 'inherit',
    font: 'inherit',
    lineHeight: '24px',
    cursor: 'pointer',
    '&:hover': { background: theme.colors.action.hover },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  } as const;
  return {
    line: css({
      display: 'flex',
      gap: theme.spacing(0, 1),
      alignItems: 'center',
      height: 24,
      overflow: 'hidden',
      whiteSpace: 'nowrap',
      fontSize: theme.typography.bodySmall.fontSize,
    }),
    entry: css({
      ...plain,
      flex: 'none',
      '&[aria-pressed="true"]': { background: theme.colors.action.selected },
    }),
    swatch: css({
      flex: 'none',
      width: 14,
      height: 12,
      forcedColorAdjust: 'none',
      border: `1px solid ${theme.colors.border.weak}`,
    }),
    // The end tells packages apart.
    name: css({
      maxWidth: 160,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      direction: 'rtl',
    }),
    share: css({ color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' }),
    rest: css({ color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' }),
    step: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.5) }),
    own: css({ ...plain, minWidth: 0, marginLeft: 'auto', color: theme.colors.text.secondary }),
    modules: css({ overflow: 'hidden', textOverflow: 'ellipsis' }),
  };
};
