import { Drawer } from '@grafana/ui';
import { pyroscopeSetup, relationsChecklist, setupMatrix, type TargetRow } from '#targets';
import { SetupHelper } from '#ui';
import { useHost } from '../state/host';

export interface SetupDrawerProps {
  /** Whose names stand in the commands; undefined: placeholders do. */
  readonly row: TargetRow | undefined;
  readonly onClose: () => void;
}

/** What profiling needs, beside the page that it is for. */
export function SetupDrawer({ row, onClose }: SetupDrawerProps) {
  const { scrapes } = useHost().profiles.server;
  const names = row?.topology
    ? { application: row.topology.application, model: row.topology.model }
    : {};
  return (
    <Drawer
      title="Set up profiling"
      subtitle="Which component is needed where, and how it is connected"
      size="md"
      onClose={onClose}
    >
      {scrapes ? (
        <SetupHelper cells={setupMatrix(names)} checklist={relationsChecklist(names)} />
      ) : (
        <SetupHelper cells={pyroscopeSetup()} checklist={[]} />
      )}
    </Drawer>
  );
}
