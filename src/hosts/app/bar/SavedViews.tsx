import { useState, type FormEvent } from 'react';
import { Button, Dropdown, Menu, Field, Input, Modal } from '@grafana/ui';
import { locationService } from '@grafana/runtime';
import type { BarView, PageName } from '#pages';
import { Notice } from '#ui';
import { routeTo } from '../links/app-location';
import { changedSettings, parseSettings, type SavedView } from '../settings/settings';
import { refreshSettings, saveSettings } from '../settings/settings-store';
import { isAdmin } from '../grafana-api';

export interface SavedViewsProps {
  readonly at: BarView;
  readonly savedViews: readonly SavedView[];
  /** Of the view: `parca`, `prometheus` included. */
  readonly searchOf: (at: BarView) => string;
}

const KINDS: Record<PageName, string> = {
  changes: 'Changes',
  targets: 'Targets',
  profile: 'Profile',
  compare: 'Comparison',
};

/** The organisation's views: everyone can open them, an Admin adds them. */
export function SavedViews({ at, savedViews, searchOf }: SavedViewsProps) {
  const [saving, setSaving] = useState(false);
  const menu = () => (
    <Menu ariaLabel="Saved views">
      {savedViews.map(({ name, page, search }, index) => (
        <Menu.Item
          key={`${index} ${name}`}
          label={name}
          description={KINDS[page]}
          onClick={() => locationService.push(routeTo({ path: page, search }))}
        />
      ))}
      {savedViews.length === 0 && <Menu.Item label="No saved views" disabled />}
      {isAdmin() && <Menu.Divider />}
      {isAdmin() && (
        <Menu.Item label="Save this view …" icon="save" onClick={() => setSaving(true)} />
      )}
    </Menu>
  );
  return (
    <>
      <Dropdown
        overlay={menu}
        onVisibleChange={(open) => {
          // What others saved meanwhile is an extra: without an answer the menu shows what is known.
          if (open) refreshSettings().catch(() => undefined);
        }}
      >
        <Button variant="secondary" icon="star" title="Saved views">
          Saved
        </Button>
      </Dropdown>
      {saving && (
        <SaveViewModal page={at.view.page} search={searchOf(at)} onClose={() => setSaving(false)} />
      )}
    </>
  );
}

interface SaveViewModalProps {
  readonly page: PageName;
  readonly search: string;
  readonly onClose: () => void;
}

/** Asks for a name. A name that is there already is given the new view. */
function SaveViewModal({ page, search, onClose }: SaveViewModalProps) {
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
          description="Everyone in this organisation can open it. A relative range becomes absolute. A view of the same name is replaced."
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
          <Notice kind="failed" inline title="Failed to save the view" facts={state.error} />
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
