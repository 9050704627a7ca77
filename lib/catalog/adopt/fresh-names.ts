/** Gives out names that nobody has: not the database, and nobody before in this run. The same names in the same order again give the same. */
export class FreshNames {
  private readonly given = new Set<string>();
  private readonly nextNumber = new Map<string, number>();
  private stored = new Map<string, boolean>();

  /** @param readStored those of the names that the database has */
  constructor(private readonly readStored: (names: readonly string[]) => Promise<readonly string[]>) {}

  /** Asks the database once for what is likely to be wanted next. */
  async expect(names: readonly string[]): Promise<void> {
    const found = new Set(await this.readStored(names));
    this.stored = new Map(names.map((name) => [name, found.has(name)]));
  }

  isGiven(name: string): boolean {
    return this.given.has(name);
  }

  async isStored(name: string): Promise<boolean> {
    const known = this.stored.get(name) ?? (await this.readStored([name])).length > 0;
    this.stored.set(name, known);
    return known;
  }

  give(name: string): void {
    this.given.add(name);
  }

  /** The name itself, or the first free one of `name-2`, `name-3`, … */
  async giveLike(name: string): Promise<string> {
    let free = name;
    for (
      let number = this.nextNumber.get(name) ?? 2;
      this.isGiven(free) || (await this.isStored(free));
      number += 1
    ) {
      free = `${name}-${number}`;
      this.nextNumber.set(name, number + 1);
    }
    this.give(free);
    return free;
  }
}
