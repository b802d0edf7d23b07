import { useState } from 'react';
import { Button, Dropdown, Menu } from '@grafana/ui';
import { pprofFileCommand } from '#targets';
import { CommandLine } from '#ui';
import type { SaveShown } from '../../save/use-save-view';
import { explain } from '../../shell/advice';
import { saveFile } from '../../shell/save-file';
import { CornerNotice } from './CornerNotice';
import {
  exportChoices,
  type ExportChoice,
  type ExportFacts,
  type ExportQuestion,
} from './export-files';
import { SavingNotice } from './SavingNotice';
import { useSaving } from './use-saving';

export interface ExportMenuProps extends Omit<ExportQuestion, 'facts'> {
  /** Asked for when something is exported. */
  readonly factsOf: () => ExportFacts;
  /** All that is on the page, as an archive; absent: it cannot be made here. */
  readonly save?: SaveShown | undefined;
  readonly disabled: boolean;
}

const SAVED =
  'profiles, metrics and targets of this page as an archive; parcascope FILE.zip opens it, or drop it on a page';

/** What is shown, as a file: made in this browser when it is asked for. */
export function ExportMenu(props: ExportMenuProps) {
  const [failure, setFailure] = useState<string>();
  const [pprof, setPprof] = useState<string>();
  const saving = useSaving(props.save);
  const run = async ({ make, label }: ExportChoice) => {
    try {
      const name = saveFile(await make({ ...props, facts: props.factsOf() }));
      setPprof(name.endsWith('.pb.gz') ? name : undefined);
      setFailure(undefined);
    } catch (error) {
      const { facts } = explain(error instanceof Error ? error : new Error(String(error)));
      setFailure(`${label}: ${facts}`);
    }
  };
  const menu = (
    <Menu ariaLabel="Export">
      {exportChoices(props).map((choice) => (
        <Menu.Item
          key={choice.key}
          label={choice.label}
          description={choice.description}
          onClick={() => void run(choice)}
        />
      ))}
      {props.save && (
        <Menu.Item
          label={props.tree.columns.length > 1 ? 'Save this comparison' : 'Save this profile'}
          description={SAVED}
          onClick={() => saving.start(`${props.factsOf().name}.zip`)}
        />
      )}
    </Menu>
  );
  return (
    <>
      <Dropdown overlay={menu} placement="bottom-end">
        <Button
          variant="secondary"
          fill="outline"
          icon={saving.state.kind === 'saving' ? 'fa fa-spinner' : 'download-alt'}
          disabled={props.disabled}
          title="Export: what is shown, as a file"
        >
          Export
        </Button>
      </Dropdown>
      {failure !== undefined && <span role="alert">{failure}</span>}
      {pprof !== undefined && saving.state.kind === 'idle' && (
        <CornerNotice action={{ label: 'Dismiss', onClick: () => setPprof(undefined) }}>
          <CommandLine text={pprofFileCommand(pprof)} what="go tool pprof command" />
        </CornerNotice>
      )}
      <SavingNotice {...saving} />
    </>
  );
}
