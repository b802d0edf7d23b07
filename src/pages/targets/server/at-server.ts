import { DATASOURCE, type Matcher } from '#series';
import type { ViewControl } from '../../state/view/use-view-state';
import type { SideState, ViewState } from '../../state/view/view-state';

/** What the page leads to is of this server: without the condition it would be the first one's. Selections that stay as they are stay. */
export function atServer(control: ViewControl, datasource: string): ViewControl {
  return {
    ...control,
    setView: (next, how) => control.setView(placed(control.view, next, datasource), how),
  };
}

function placed(view: ViewState, next: ViewState, datasource: string): ViewState {
  const there: Matcher = { name: DATASOURCE, op: '=', value: datasource };
  const at = (matchers: readonly Matcher[] = []) => [
    there,
    ...matchers.filter(({ name }) => name !== DATASOURCE),
  ];
  const side = (name: 'profile' | 'baseline' | 'comparison'): SideState => {
    const chosen = next[name];
    return chosen === view[name] ? chosen : { ...chosen, matchers: at(chosen.matchers) };
  };
  const { changes } = next;
  const isSame = changes.matchers === view.changes.matchers;
  return {
    ...next,
    ...{ profile: side('profile'), baseline: side('baseline'), comparison: side('comparison') },
    changes: isSame ? changes : { ...changes, matchers: at(changes.matchers) },
  };
}
