import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import { renamedText } from '#comparison';
import type { RenamedFunction } from '#profile';
import type { DisplayState } from '../../state/view/view-state';

export interface RenamedLineProps {
  /** Of the sides; none: there is no line. */
  readonly renamed: readonly RenamedFunction[];
  readonly shown: DisplayState['renamed'];
  readonly onShow: (renamed: DisplayState['renamed']) => void;
}

/** A link and a screen hold so many; the count says how many there are. */
const MOST_LISTED = 200;

/** Which functions were taken for one though their names differ, or would be. */
export function RenamedLine({ renamed, shown, onShow }: RenamedLineProps) {
  const styles = useStyles2(getStyles);
  if (renamed.length === 0) return null;
  const isMatched = shown === 'matched';
  return (
    <div className={styles.line} role="group" aria-label="Renamed functions">
      <details>
        <summary>
          {isMatched
            ? renamedText(renamed)
            : `Apart, though only closure numbers, type shapes or hashes differ: ${renamed.length}`}
        </summary>
        <ul>
          {renamed.slice(0, MOST_LISTED).map(({ before, after }) => (
            <li key={before}>
              {before} → {after}
            </li>
          ))}
          {renamed.length > MOST_LISTED && <li>and {renamed.length - MOST_LISTED} more</li>}
        </ul>
      </details>
      <Button
        size="sm"
        variant="secondary"
        fill="text"
        onClick={() => onShow(isMatched ? 'apart' : 'matched')}
      >
        {isMatched ? 'Keep them apart' : 'Match them'}
      </Button>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0, 2),
    color: theme.colors.text.secondary,
    summary: { cursor: 'pointer' },
    ul: { listStyle: 'none', margin: theme.spacing(0.5, 0, 0, 2), overflowWrap: 'anywhere' },
  }),
});
