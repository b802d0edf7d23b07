import type { ViewerData } from '../html/viewer-data';
import { drawFlameGraph } from './flame-graph';
import { frameTree } from './frame-tree';
import { foundText } from './found-text';
import { sortable } from './sortable-table';

/** What a report does in the browser of who reads it: the flame graph, its search, the order of the table. Nothing is asked of anyone. */

const byId = (id: string) => document.getElementById(id)!;

const data = JSON.parse(byId('data').textContent!) as ViewerData;
const root = frameTree(data);
const [search, found, whole] = [byId('search') as HTMLInputElement, byId('found'), byId('whole')];

colourRules(data).forEach((rule) => document.styleSheets[0]!.insertRule(rule));
const graph = drawFlameGraph(
  { host: byId('graph'), tip: byId('tip') },
  { root, onZoom: (isZoomed) => (whole.hidden = !isZoomed) },
);
sortable(byId('table') as HTMLTableElement, (name) => {
  search.value = name;
  find();
  byId('graph').scrollIntoView({ block: 'center' });
});

search.addEventListener('input', find);
whole.addEventListener('click', graph.reset);
document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') graph.reset();
});

function find(): void {
  const text = search.value.trim().toLowerCase();
  const matches = text === '' ? undefined : (name: string) => name.toLowerCase().includes(text);
  graph.show(matches);
  found.textContent = matches ? foundText(root, data.columns, matches) : '';
}

/** Paper is light. */
function colourRules({ light, dark }: ViewerData): readonly string[] {
  const rule = ({ fills, ink }: ViewerData['light']) =>
    `:root{${fills.map((fill, slot) => `--c${slot}:${fill};`).join('')}--frame-ink:${ink}}`;
  return [
    `@media print{${rule(light)}}`,
    `@media screen and (prefers-color-scheme:dark){${rule(dark)}}`,
    rule(light),
  ];
}
