import { css } from '@emotion/css';
import { kindOf } from '#series';
import { DownloadPprof, type PprofFile } from '../shell/DownloadPprof';
import { belowWidth, ICONS_ALONE } from '../shell/page-width';
import { useHost, type Host } from '../state/host';
import { pprofFileName, pprofOf } from '../state/queries/pprof-file';
import type { LoadedProfile } from '../state/queries/queries';

/** The profile that is shown, for `go tool pprof`. */
export function ProfileDownload({ loaded }: { readonly loaded: LoadedProfile }) {
  const { engine } = useHost();
  const [first] = loaded.fetched.scrapes;
  if (!first) return null;
  return (
    <div className={ACTION}>
      <DownloadPprof
        // What is done is done for one profile.
        key={loaded.handle}
        label="Download pprof"
        size="md"
        tooltip="The whole profile of the query as pprof, without the filters of the flame graph, and the command that opens it"
        make={() => fileOf(engine, loaded)}
      />
    </div>
  );
}

const ACTION = css({ display: 'contents', [belowWidth(1400)]: ICONS_ALONE });

/** Its duration is what the rate is divided by, so that pprof's percentage of the time is the rate in cores. */
async function fileOf(engine: Host['engine'], loaded: LoadedProfile): Promise<PprofFile> {
  const { selector, fetched, coverage, handle } = loaded;
  const { profileType, matchers } = selector;
  const { timestamp } = fetched.scrapes[0]!;
  const seconds = kindOf(profileType) === 'gauge' ? 0 : coverage.seconds;
  const duration = BigInt(Math.round(seconds * 1e9));
  const title = matchers.map(({ value }) => value).join('-');
  return {
    name: pprofFileName(title, { profileType, timestamp }),
    bytes: await pprofOf(engine, handle, { profileType, timestamp, duration }),
  };
}
