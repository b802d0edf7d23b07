import { useState, type FormEvent } from 'react';
import { Button, Field, Input, Modal } from '@grafana/ui';
import type { PageName } from '#pages';
import { Notice } from '#ui';
import { changedSettings, parseSettings } from '../settings/settings';
import { saveSettings } from '../settings/settings-store';

export interface SaveViewModalProps {
  readonly page: PageName;
  readonly search: string;
  readonly onClose: () => void;
}

/** Asks for a name. A name that is there already is given the new view. */
export function SaveViewModal({ page, search, onClose }: SaveViewModalProps) {
  const [name, setName] = useState('');
  const [state, setState] = useState<{ busy: boolean; error?: string }>({ busy: false });
  const trimmed = name.trim();
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setState({ busy: true });
    try {
      await saveSettings((jsonData) => {
        const others = parseSettings(jsonData).settings.savedViews.filter(
          (saved) => saved.name !== trimmed,
        );
        return changedSettings(jsonData, {
          savedViews: [...others, { name: trimmed, page, search }],
        });
      });
      onClose();
    } catch (error) {
      setState({ busy: false, error: error instanceof Error ? error.message : String(error) });
    }
  };
  return (
    <Modal title="Save this view" isOpen onDismiss={onClose}>
      <form onSubmit={(event) => void save(event)}>
        <Field
          label="Name"
          description="Everyone of this organisation can open it. A range relative to now is frozen; a name that is taken gets this view."
        >
          <Input
            id="saved-view-name"
            value={name}
            maxLength={200}
            onChange={(event) => setName(event.currentTarget.value)}
            autoFocus
          />
        </Field>
        {state.error !== undefined && (
          <Notice kind="failed" inline title="The view was not saved" facts={state.error} />
        )}
        <Modal.ButtonRow>
          <Button variant="secondary" fill="outline" type="button" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={trimmed === '' || state.busy}>
            Save
          </Button>
        </Modal.ButtonRow>
      </form>
    </Modal>
  );
}
