/**
 * What is measured, and on which page. A `peer` lives in the package of `peers/`; `driver`: the page is its own, and this drives it.
 * `compares`: it draws a comparison of two columns as such. `besides`: measured where it is named only.
 */
export const RENDERERS = {
  parcascope: { page: 'own/parcascope.html', compares: true },
  /** Without what the pages do while they wait for the profile (`WarmFlameGraph`). */
  'parcascope-cold': { page: 'own/parcascope.html?cold', compares: true, besides: true },
  grafana: { page: 'peers/grafana.html', peer: '@grafana/flamegraph' },
  speedscope: { page: 'peers/index.html', driver: 'peers/speedscope.js', peer: 'speedscope' },
  'd3-flame-graph': { page: 'peers/d3-flame-graph.html', peer: 'd3-flame-graph' },
  canvas: { page: 'own/canvas.html', compares: true },
};

export const METRICS = ['complete', 'hover', 'search', 'zoom', 'unzoom'];
