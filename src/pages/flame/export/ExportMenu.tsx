import { useState } from 'react';
import { Button, Dropdown, Menu } from '@grafana/ui';
import { saveFile } from '../../shell/save-file';
import {
  exportChoices,
  type ExportChoice,
  type ExportFacts,
  type ExportQuestion,
} from './export-files';

export interface ExportMenuProps extends Omit<ExportQuestion, 'facts'> {
  /** Asked for when something is exported. */
  readonly factsOf: () => ExportFacts;
  readonly disabled: boolean;
}

/** What is shown, as a file: made in this browser when it is asked for. */
export function ExportMenu(props: ExportMenuProps) {
  const [failure, setFailure] = useState<string>();
  const run = async ({ make, label }: ExportChoice) => {
    try {
      saveFile(await make({ ...props, facts: props.factsOf() }));
      setFailure(undefined);
    } catch (error) {
      setFailure(`${label}: ${error instanceof Error ? error.message : String(error)}`);
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
    </Menu>
  );
  return (
    <>
      <Dropdown overlay={menu} placement="bottom-end">
        <Button variant="secondary" fill="outline" icon="download-alt" disabled={props.disabled}>
          Export
        </Button>
      </Dropdown>
      {failure !== undefined && <span role="alert">{failure}</span>}
    </>
  );
}
