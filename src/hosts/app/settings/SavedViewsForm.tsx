import { IconButton, LinkButton } from '@grafana/ui';
import { config } from '@grafana/runtime';
import { routeTo } from '../links/app-location';
import type { SavedView } from './settings';

export interface SavedViewsFormProps {
  readonly savedViews: readonly SavedView[];
  readonly onRemove: (saved: SavedView) => void;
}

/** What is saved, to open and to remove; views are saved from the pages. */
export function SavedViewsForm({ savedViews, onRemove }: SavedViewsFormProps) {
  if (savedViews.length === 0)
    return <p>No saved views. An Admin saves a view on a page: Saved › Save this view.</p>;
  return (
    <ul style={{ listStyle: 'none' }}>
      {savedViews.map((saved, index) => (
        <li
          key={`${index} ${saved.name}`}
          style={{ display: 'flex', gap: 8, alignItems: 'center' }}
        >
          <LinkButton
            href={config.appSubUrl + routeTo({ path: saved.page, search: saved.search })}
            fill="text"
          >
            {saved.name}
          </LinkButton>
          <IconButton
            name="trash-alt"
            tooltip={`Remove ${saved.name}`}
            onClick={() => onRemove(saved)}
          />
        </li>
      ))}
    </ul>
  );
}
