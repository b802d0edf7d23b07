const PAGES = ['Changes', 'Targets', 'Profile', 'Compare', 'app'];
/** In the order in which they are named. */
const PLACES = [...PAGES, 'datasource', 'panel'];
/** What is asked of which server; a dashboard's queries know Parca alone. */
const ASKED = { Parca: PLACES, Prometheus: PAGES };
const MOST_LETTERS = 160;

/** What differs by the question that met the fault, by the run, or by the length of what a server sent. */
const OF_ONE_RUN = [
  // A panel says of which query.
  [/^Query A: /, ''],
  [/http:\/\/127\.0\.0\.1:\d+/g, 'its address'],
  [/127\.0\.0\.1:\d+/g, 'its address'],
  [/after \d+ bytes/g, 'after some bytes'],
  [/: [A-Z][A-Za-z]+: (?=expected|the answer|frame at|no parca)/g, ': '],
  [/no parca\.\S+ in/, 'no answer of Parca’s in'],
  // Changes says of what, where many questions failed in one way.
  [/ \([^()]* of [^()]*\)$/, ''],
  // A page in place of an answer is long.
  [/"(.{24})[^"]{12,}"$/, '"$1 …"'],
];

/** A reason without what is of one run. */
export function plainReason(reason) {
  const [line = ''] = reason.trim().split('\n');
  const own = OF_ONE_RUN.reduce((all, [what, by]) => all.replace(what, by), line);
  const text = own.replace(/\s+/g, ' ');
  return text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)} …` : text;
}

const cell = (text) => text.trim().replaceAll('|', '\\|').replaceAll('<', '&lt;');

/** A row for each fault and each way of saying it, with the places that do. */
function table(server, results) {
  const own = PLACES.flatMap((place) =>
    results.filter((result) => result.server === server && result.place === place),
  );
  const faults = [...new Set(own.flatMap(({ said }) => Object.keys(said)))];
  const rows = faults.flatMap((fault) => {
    const ways = new Map();
    for (const { place, said } of own) {
      if (!said[fault]) continue;
      const reason = plainReason(said[fault].reason);
      const next = said[fault].next ?? '';
      const key = JSON.stringify([reason, next]);
      const way = ways.get(key) ?? { places: [], reason, next };
      ways.set(key, { ...way, places: [...way.places, place] });
    }
    return [...ways.values()].map(({ places, reason, next }, i) => [
      i === 0 ? fault : '',
      places.length === own.length ? 'all' : places.join(', '),
      reason,
      next,
    ]);
  });
  const days = own.map(({ asked }) => asked).sort();
  const when = days[0] === days.at(-1) ? `On ${days[0]}` : `From ${days[0]} to ${days.at(-1)}`;
  return [
    `### ${server}`,
    '',
    `${when}, asked of ${own.map(({ place }) => place).join(', ')}.`,
    '',
    `| ${server} | where | what is said | next step |`,
    '| --- | --- | --- | --- |',
    ...rows.map((cells) => `| ${cells.map(cell).join(' | ')} |`),
  ].join('\n');
}

/** What a run has not asked, a text each: a place of a server, or some of its faults. */
export function missingFrom(results) {
  return Object.entries(ASKED).flatMap(([server, places]) => {
    const own = results.filter((result) => result.server === server);
    const faults = new Set(own.flatMap(({ said }) => Object.keys(said)));
    return places.flatMap((place) => {
      const found = own.find((result) => result.place === place);
      if (!found) return [`${place}, ${server}`];
      const left = [...faults].filter((fault) => !(fault in found.said));
      return left.length > 0 ? [`${place}, ${server}: ${left.join(', ')}`] : [];
    });
  });
}

/** Markdown of what the suites kept, a table a server. */
export function faultTables(results) {
  return Object.keys(ASKED)
    .map((server) => table(server, results))
    .join('\n\n');
}
