import { z } from 'zod';
import { printProfileType, profileTypeHelp, profileTypeTitle, rateUnit } from '#series';
import { printable } from '#profile';
import { CliError } from '../failure';
import { askPlace } from '../profile-source';
import { forOption } from '../quantities';
import { readWindow } from '../time-window';
import { bounded, defineTool, LIMIT, WINDOW } from './tool';

const SEARCH = z.string().max(200).optional().describe('only those that have this text in a label');

export const targets = defineTool({
  name: 'targets',
  title: 'What is profiled',
  description:
    'Addresses that Parca scrapes for profiles, with labels, health, last error and last scrape. A Pyroscope, which is sent profiles, has none: see profile_types and its labels.',
  input: { search: SEARCH, limit: LIMIT },
  run: ({ environment, place }, { search = '', limit }) =>
    askPlace(environment, place, async ({ source }) => {
      const all = await source.fetchTargets();
      const found = all.filter(({ labels, url }) =>
        [...Object.values(labels), url].some((text) => text.includes(search)),
      );
      return {
        server: source.server.name,
        scrapes: source.server.scrapes,
        found: found.length,
        targets: found.slice(0, limit).map((target) => ({
          job: bounded(target.job),
          profile: target.profileName,
          labels: target.labels,
          health: target.health,
          lastError: target.lastError && bounded(target.lastError),
          lastScrape: target.lastScrape && new Date(target.lastScrape).toISOString(),
        })),
      };
    }),
});

export const profileTypes = defineTool({
  name: 'profile_types',
  title: 'Kinds of profiles',
  description:
    'Which kinds of profiles there are in a window, as the other tools take them, with what they measure; with `type` the label sets that have profiles of it.',
  input: {
    range: WINDOW.default('now-1h..now'),
    type: z.string().max(400).optional().describe('one of the types, to list its label sets'),
    limit: LIMIT,
  },
  run: ({ environment, place }, { range, type, limit }) =>
    askPlace(environment, place, async ({ source, now, recorded }) => {
      const asked = forOption('range', (text) => readWindow(text, now))(range);
      // What an archive holds is little, and rarely the hour before its end.
      const window = recorded && range === 'now-1h..now' ? recorded : asked;
      const types = await source.fetchProfileTypes(window);
      const chosen = types.find((each) => printProfileType(each) === type);
      if (type !== undefined && !chosen)
        throw new CliError(
          `type: no "${printable(type)}" from ${windowOf(window).replace('..', ' to ')}; there are ${types.map(printProfileType).join(', ') || 'none'}`,
        );
      const names = chosen
        ? await source.fetchLabelNames({ profileType: chosen, matchers: [], range: window })
        : [];
      const sets = chosen
        ? await source.fetchLabelSets({ profileType: chosen, matchers: [] }, window, names)
        : [];
      return {
        window: windowOf(window),
        types: types.map((each) => ({
          type: printProfileType(each),
          title: profileTypeTitle(each),
          unit: rateUnit(each),
          help: profileTypeHelp(each),
        })),
        ...(type !== undefined && {
          type,
          labelSetsFound: sets.length,
          labelSets: sets.slice(0, limit),
        }),
      };
    }),
});

function windowOf({ start, end }: { readonly start: number; readonly end: number }) {
  return `${new Date(start).toISOString()}..${new Date(end).toISOString()}`;
}
