import { ContextMenu, Menu } from '@grafana/ui';
import { printLabels } from '#series';
import type { PointerPlace, TreeLine } from '#ui';
import { copyText } from '../../flame/actions/copy-text';
import { useHost } from '../../state/host';
import { hasProfile, hasUnits, rowsOfLine, toOddUnit, toProfile } from '../target-links';
import { rowActions, type RowActionsOf } from './row-actions';

export interface TargetMenuProps extends Omit<RowActionsOf, 'row'> {
  readonly line: TreeLine;
  /** In the window. */
  readonly at: PointerPlace;
  /** Opens a row's details, where its labels are. */
  readonly onDetails: () => void;
  readonly onClose: () => void;
}

/** All that can be done with a line of the targets: with a row, or with all that is below a place. */
export function TargetMenu(props: TargetMenuProps) {
  const { line, at, onClose } = props;
  return (
    <ContextMenu
      x={at.x}
      y={at.y}
      onClose={onClose}
      renderHeader={() => <div style={{ maxWidth: 420 }}>{line.title || '(no name)'}</div>}
      renderMenuItems={() => (
        <Menu.Group label="">
          {line.row ? <RowItems {...props} /> : <PlaceItems {...props} />}
        </Menu.Group>
      )}
    />
  );
}

function RowItems(props: TargetMenuProps) {
  const { control, onDetails, line } = props;
  const { targetAliases } = useHost();
  const row = line.row!;
  const { onProfile, onSiblings, onBefore, onMetrics } = rowActions(
    { ...props, row },
    targetAliases,
  );
  const { view, setView } = control;
  const toMetrics = () => {
    const next = toProfile(view, line, targetAliases);
    setView({ ...next, display: { ...next.display, metrics: 'shown' } });
  };
  return (
    <>
      {onProfile && <Menu.Item label="Profile" icon="fire" onClick={() => onProfile()} />}
      {onSiblings && (
        <Menu.Item label="Compare with siblings" icon="code-branch" onClick={onSiblings} />
      )}
      {onBefore && <Menu.Item label="Compare with before" icon="history" onClick={onBefore} />}
      {(onProfile ?? onMetrics) && (
        <Menu.Item label="Metrics" icon="graph-bar" onClick={onMetrics ?? toMetrics} />
      )}
      <Menu.Item label="Details and labels" icon="info-circle" onClick={onDetails} />
      <Menu.Item
        label="Copy labels"
        icon="copy"
        onClick={() => void copyText(printLabels(row.labels))}
      />
      {row.state === 'notProfiled' && (
        <Menu.Item label="What profiling it needs" icon="cog" onClick={props.onSetup} />
      )}
    </>
  );
}

function PlaceItems({ control, line, onDetails }: TargetMenuProps) {
  const { targetAliases } = useHost();
  const { view, setView } = control;
  return (
    <>
      {rowsOfLine(line).some(hasProfile) && (
        <Menu.Item
          label="Profile of all below"
          icon="fire"
          onClick={() => setView(toProfile(view, line, targetAliases))}
        />
      )}
      {hasUnits(line) && (
        <Menu.Item
          label="Odd unit out"
          icon="code-branch"
          onClick={() => setView(toOddUnit(view, line, targetAliases))}
        />
      )}
      <Menu.Item label={line.isOpen ? 'Close' : 'Open'} onClick={onDetails} />
    </>
  );
}
