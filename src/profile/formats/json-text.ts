/** A value as JSON, for a message; JSON can be parsed that is nested too deeply to be written again. */
export function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? typeof value;
  } catch (error) {
    if (error instanceof RangeError) return 'what is nested too deeply to be shown';
    throw error;
  }
}
