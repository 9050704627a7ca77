/** Objects of one kind by id, oldest first. Saved as a plain list. */
export class Collection<T extends { id: string }> {
  private items = new Map<string, T>();

  constructor(private readonly onChange: () => void) {}

  get(id: string): T | undefined {
    return this.items.get(id);
  }

  /** Adds an object or replaces it; a replaced object keeps its place. */
  put(item: T): T {
    this.items.set(item.id, item);
    this.onChange();
    return item;
  }

  delete(id: string): void {
    this.items.delete(id);
    this.onChange();
  }

  all(): T[] {
    return [...this.items.values()];
  }

  /** The objects, newest first, as Stripe lists them. */
  newest(): T[] {
    return this.all().reverse();
  }

  find(test: (item: T) => boolean): T | undefined {
    for (const item of this.items.values()) if (test(item)) return item;
    return undefined;
  }

  clear(): void {
    this.items.clear();
    this.onChange();
  }

  load(items: T[]): void {
    this.items = new Map(items.map((item) => [item.id, item]));
  }

  toJSON(): T[] {
    return this.all();
  }
}
