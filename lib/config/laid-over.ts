import type { ShopInput } from "@/lib/model/shop";

/** What staff have set in the desk: it goes before the files and variables of the project. */
export type LaidOver = {
  /** Whole fields of `store.config.ts`. */
  shop: Partial<ShopInput>;
  /** As an environment would have them. */
  variables: Readonly<Record<string, string>>;
  /** Texts that the law wants, as Markdown with its head, by `<language>/<page>`. */
  legal: Readonly<Record<string, string>>;
};

const NOTHING: LaidOver = { shop: {}, variables: {}, legal: {} };

/** Next.js loads a module once for each kind of route, and all of them have to know the same. */
const globals = globalThis as typeof globalThis & { __storeLaidOver?: LaidOver };

/** As this process knows it. The same object until something is changed, so what is made of it can be kept beside it. */
export const laidOver = (): LaidOver => globals.__storeLaidOver ?? NOTHING;

/** For `lib/settings`, which reads it from the database. */
export function layOver(settings: LaidOver): void {
  globals.__storeLaidOver = settings;
}

/** Makes a function that keeps what it made until staff change a setting. */
export function keptUntilChanged<Value>(make: (settings: LaidOver) => Value): () => Value {
  let known: { settings: LaidOver; value: Value } | undefined;
  return () => {
    const settings = laidOver();
    if (known?.settings !== settings) known = { settings, value: make(settings) };
    return known.value;
  };
}
