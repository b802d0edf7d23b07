/** A data frame that is no profile. The message states the place: `field "level"[3]: expected at most 2, got 4`. */
export class FrameError extends Error {
  override readonly name = 'FrameError';
}
