/** Keeps what was used last, up to a total cost. What costs more than the bound alone is never kept. */
export class BoundedCache<T> {
  private readonly entries = new Map<string, { readonly value: T; readonly cost: number }>();
  private cost = 0;

  constructor(private readonly maxCost: number) {}

  get(key: string): T | undefined {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry.value;
  }

  set(key: string, value: T, cost: number): void {
    this.drop(key);
    if (cost > this.maxCost) return;
    this.entries.set(key, { value, cost });
    this.cost += cost;
    for (const oldest of this.entries.keys()) {
      if (this.cost <= this.maxCost) return;
      this.drop(oldest);
    }
  }

  private drop(key: string): void {
    const entry = this.entries.get(key);
    if (!entry) return;
    this.entries.delete(key);
    this.cost -= entry.cost;
  }
}
