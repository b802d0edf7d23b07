import { useState } from 'react';
import { Button, Dropdown, Menu } from '@grafana/ui';
import { locationService } from '@grafana/runtime';
import type { BarView, PageName } from '#pages';
import { routeTo } from '../app-location';
import type { SavedView } from '../settings/settings';
import { refreshSettings } from '../settings/settings-store';
import { isAdmin } from '../signed-in';
import { SaveViewModal } from './SaveViewModal';

export interface SavedViewsProps {
  readonly at: BarView;
  readonly savedViews: readonly SavedView[];
  /** Of the view: `parca`, `prometheus` included. */
  readonly searchOf: (at: BarView) => string;
}

const KINDS: Record<PageName, string> = {
  targets: 'Targets',
  profile: 'Profile',
  compare: 'Comparison',
};

/** What the organisation keeps: everyone opens, an Admin adds. */
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
      {savedViews.length === 0 && <Menu.Item label="Nothing is saved yet" disabled />}
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
        <Button variant="secondary" icon="star">
          Saved
        </Button>
      </Dropdown>
      {saving && (
        <SaveViewModal page={at.view.page} search={searchOf(at)} onClose={() => setSaving(false)} />
      )}
    </>
  );
}
