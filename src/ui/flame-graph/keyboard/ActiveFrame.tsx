import { css } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import { describedCells, type FrameDescription } from '../describe';
import { placeAmongSiblings, type Walk } from './move-focus';

interface ActiveFrameProps {
  readonly id: string;
  readonly walk: Walk;
  readonly node: number;
  readonly description: FrameDescription;
}

/** The one frame that the keyboard is on, as a row of the tree: what the picture is for who cannot see it. */
export function ActiveFrame({ id, walk, node, description }: ActiveFrameProps) {
  const styles = useStyles2(getStyles);
  const { place, of } = placeAmongSiblings(walk, node);
  return (
    <div
      id={id}
      className={styles.unseen}
      role="row"
      aria-level={walk.tree.depth[node]! + 1}
      aria-posinset={place}
      aria-setsize={of}
      aria-selected="true"
    >
      {describedCells(description).map((cell, i) => (
        <span key={cell} role="gridcell">
          {i > 0 && ', '}
          {cell}
        </span>
      ))}
    </div>
  );
}

const getStyles = () => ({
  unseen: css({
    position: 'absolute',
    top: 0,
    width: 1,
    height: 1,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  }),
});
