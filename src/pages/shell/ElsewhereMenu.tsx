import { Button, Dropdown, Menu } from '@grafana/ui';
import type { ElsewhereLink } from '../state/host';

/** The same view in other programs, each in a tab of its own; nothing where there is none. */
export function ElsewhereMenu({ links }: { readonly links: readonly ElsewhereLink[] }) {
  if (links.length === 0) return null;
  const menu = (
    <Menu ariaLabel="Open in">
      {links.map(({ label, description, href }) => (
        <Menu.Item
          key={label}
          label={label}
          description={description}
          url={href}
          target="_blank"
          icon="external-link-alt"
        />
      ))}
    </Menu>
  );
  return (
    <Dropdown overlay={menu} placement="bottom-end">
      {/* An icon alone: the bar has one line. */}
      <Button
        variant="secondary"
        icon="external-link-alt"
        aria-label="Open in"
        title="Open this view in another program"
      />
    </Dropdown>
  );
}
