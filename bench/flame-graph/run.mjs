import { writeFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { printTable } from '../figures.mjs';
import { servePages, versionOf } from './build.mjs';
import { measurePage } from './measure-page.mjs';
import { readOptions } from './options.mjs';
import { RENDERERS } from './renderers.mjs';
import { jsonRows, ratioRows, timeRows } from './results.mjs';

/** WebGL, which speedscope draws with, is drawn by the processor here. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--enable-unsafe-swiftshader',
  '--disable-background-networking',
];

/** The graph against its peers and against a bare canvas: every measurement in a page of its own, all in one browser, in turn. */
export async function runFlameGraph(root, args) {
  const { sizes, runs, renderers, json } = readOptions(args);
  const server = await servePages(root, renderers);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ARGS,
  });
  try {
    const cells = cellsOf(sizes, renderers);
    for (let run = 0; run < runs; run++)
      for (const cell of run % 2 === 0 ? cells : cells.toReversed()) {
        const renderer = RENDERERS[cell.renderer];
        const result = await measurePage(browser, { url: server.url, ...cell, renderer });
        if (result.error) console.error(`${cell.renderer}, ${nameOf(cell)}: ${result.error}`);
        cell.results.push(result);
      }
    print(root, { cells, renderers, version: browser.version() });
    if (json) writeFileSync(json, `${JSON.stringify(jsonRows(cells), undefined, 2)}\n`);
  } finally {
    await browser.close();
    await server.close();
  }
}

/** Each renderer on each profile, neighbours on the same one. */
function cellsOf(sizes, renderers) {
  const profiles = [
    ...sizes.map((nodes) => ({ kind: 'generated', nodes })),
    { kind: 'recorded', nodes: 0 },
    ...sizes.map((nodes) => ({ kind: 'comparison', nodes })),
  ];
  return profiles.flatMap((profile) =>
    renderers
      .filter((name) => profile.kind !== 'comparison' || RENDERERS[name].compares)
      .map((renderer) => ({ renderer, profile, results: [] })),
  );
}

const nameOf = ({ profile: { kind, nodes } }) => (nodes > 0 ? `${kind} ${nodes}` : kind);

function print(root, { cells, renderers, version }) {
  const peers = renderers
    .map((name) => RENDERERS[name].peer)
    .filter((peer) => peer !== undefined)
    .map((peer) => `, ${peer} ${versionOf(root, peer)}`);
  console.log(`Chromium ${version} without a GPU${peers.join('')}\n`);
  console.log(`## Flame graph (ms: median, least to most)\n\n${printTable(timeRows(cells))}\n`);
  const ratios = ratioRows(cells);
  if (ratios.length > 0)
    console.log(`## Flame graph (times as long as Parcascope)\n\n${printTable(ratios)}\n`);
}
