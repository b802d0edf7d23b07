import { useQuery } from '@tanstack/react-query';
import { defaultProfileType, type ProfileType } from '#series';
import { formatTime } from '#ui';
import { useHost, useTimeZone } from '../state/host';
import { oldestQuery } from './queries/target-queries';
import type { Found } from './queries/use-targets';
import { useClock } from './queries/use-discovery-inputs';

/** How far back this Parca knows anything. Asked last, because it is the least urgent. */
export function RetentionLine({ found }: { readonly found: Found }) {
  const host = useHost();
  const [timeZone] = useTimeZone();
  const clock = useClock();
  // A Pyroscope answers for a stretch that its operator sets and no call tells.
  const { scrapes } = host.profiles.server;
  const type = scrapes ? typeToAsk(found.profileTypes.data ?? []) : undefined;
  const { data } = useQuery(oldestQuery(host, found.isSettled ? type : undefined, clock()));
  if (!data) return null;
  const time = formatTime(data.time, 'minuteOfDay', timeZone);
  return (
    <span title="Older profiles are gone: Parca keeps as much as its storage limit allows.">
      oldest profile in this Parca: {time}
    </span>
  );
}

/** A type that adds up is one series for all; others would be one a unit. */
function typeToAsk(types: readonly ProfileType[]): ProfileType | undefined {
  return defaultProfileType(types.filter(({ delta }) => delta));
}
