/**
 * Whether a name may be mangled: as by the C++ ABI of Itanium (`_ZN3foo3barEv`, also Rust's older names), Rust's v0 (`_RNvC5crate3foo`) or Microsoft's
 * compiler (`?foo@@YAXXZ`). Mach-O puts one underscore more before the first two. Only a demangler can say for certain.
 */
export function isMangled(name: string): boolean {
  return /^(?:_{1,4}Z|__?R|\?)./.test(name);
}
