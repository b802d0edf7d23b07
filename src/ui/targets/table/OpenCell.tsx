import type { MouseEvent } from 'react';
import { useStyles2 } from '@grafana/ui';
import type { PointerPlace } from '../../floating-card/FloatingCard';
import type { LineActions } from './line-actions';
import { targetsStyles } from './targets-styles';
import type { TreeLine } from './tree-lines';

export interface OpenCellProps {
  readonly line: TreeLine;
  readonly isTabStop: boolean;
  readonly actions: LineActions;
}

/** The ways from a line: to its profile at once, and all others in a menu, always there. */
export function OpenCell({ line, isTabStop, actions }: OpenCellProps) {
  const styles = useStyles2(targetsStyles);
  const label = `Profile of ${line.title}`;
  return (
    <span role="gridcell" data-column="open" onClick={(event) => event.stopPropagation()}>
      {actions.hasProfile(line) && (
        <button
          type="button"
          className={styles.open}
          tabIndex={isTabStop ? 0 : -1}
          aria-label={label}
          title={label}
          onClick={() => actions.onProfile(line)}
        >
          →
        </button>
      )}
      <button
        type="button"
        className={styles.open}
        tabIndex={isTabStop ? 0 : -1}
        aria-label={`Actions of ${line.title}`}
        aria-haspopup="menu"
        title="All that can be done with it"
        onClick={({ currentTarget }) => {
          const { left, bottom } = currentTarget.getBoundingClientRect();
          actions.onMenu(line, { x: left, y: bottom });
        }}
      >
        ⋯
      </button>
    </span>
  );
}

/** Where the pointer is; of a key, which has no place, at the line. */
export function placeOfMenu({ clientX, clientY, currentTarget }: MouseEvent): PointerPlace {
  if (clientX !== 0 || clientY !== 0) return { x: clientX, y: clientY };
  const { left, bottom } = currentTarget.getBoundingClientRect();
  return { x: left, y: bottom };
}
