/** What was taken for one: functions that two builds name differently by a closure's number, a lambda's id or a hash alone. */
export function renamedText({ length }: readonly unknown[]): string {
  return `Matched by name without closure number, type shape or hash: ${length === 1 ? '1 function' : `${length} functions`}`;
}
