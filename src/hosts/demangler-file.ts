/** What an engine takes as `loadDemangler`, from where the host has the file. Rejects with the address and the status, or with what `fetch` says. */
export async function fetchDemangler(address: string): Promise<Uint8Array> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: HTTP ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}
