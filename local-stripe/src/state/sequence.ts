/** Walks items from one place on. @param start the id to begin behind; null begins at the end of the direction */
type Walk<T> = (start: string | null, direction: "on" | "back") => Iterable<T>;

/** Items in the order of a list, read only as far as somebody asks. A filter or a change costs what is looked at, not what is stored. */
export class Sequence<T> implements Iterable<T> {
  constructor(
    private readonly walk: Walk<T>,
    /** Whether an id is a place to begin at. */
    readonly knows: (id: string) => boolean,
  ) {}

  [Symbol.iterator](): Iterator<T> {
    return this.walk(null, "on")[Symbol.iterator]();
  }

  filter(test: (item: T) => boolean): Sequence<T> {
    const { walk } = this;
    return new Sequence(function* (start, direction) {
      for (const item of walk(start, direction)) if (test(item)) yield item;
    }, this.knows);
  }

  map<U>(change: (item: T) => U): Sequence<U> {
    const { walk } = this;
    return new Sequence(function* (start, direction) {
      for (const item of walk(start, direction)) yield change(item);
    }, this.knows);
  }

  find(test: (item: T) => boolean): T | undefined {
    for (const item of this) if (test(item)) return item;
    return undefined;
  }

  /** The first items. */
  take(count: number): T[] {
    return first(this, count);
  }

  /** The items that follow an id, nearest first. */
  after(id: string, count: number): T[] {
    return first(this.walk(id, "on"), count);
  }

  /** The items that come before an id, nearest first. */
  before(id: string, count: number): T[] {
    return first(this.walk(id, "back"), count);
  }

  toArray(): T[] {
    return [...this];
  }
}

function first<T>(items: Iterable<T>, count: number): T[] {
  const found: T[] = [];
  if (count <= 0) return found;
  for (const item of items) if (found.push(item) >= count) break;
  return found;
}

/** The same for a short list that is there as a whole. */
export function sequenceOf<T extends { id: string }>(items: readonly T[]): Sequence<T> {
  const place = (id: string) => items.findIndex((item) => item.id === id);
  return new Sequence(
    (start, direction) => {
      if (direction === "on") return start === null ? items : items.slice(place(start) + 1);
      return (start === null ? [...items] : items.slice(0, place(start))).reverse();
    },
    (id) => place(id) !== -1,
  );
}
