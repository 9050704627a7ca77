import { type Locale, routing } from "@/i18n/routing";
import type { ProductFacts, TextFact } from "@/lib/db/schema/catalog";

export type Side = "store" | "stripe";
export type Fact = keyof ProductFacts;

export type FactConflict = { fact: Fact; store: string | boolean; stripe: string | boolean };

type MergedFacts = {
  store: ProductFacts;
  stripe: ProductFacts;
  agreed: Partial<ProductFacts>;
  conflicts: FactConflict[];
};

type Merged<Value> = { store: Value; stripe: Value; agreed: Value | undefined; isConflict: boolean };

export function textFact(part: "name" | "description", locale: Locale): TextFact {
  const capitalized = `${locale.slice(0, 1).toUpperCase()}${locale.slice(1)}` as Capitalize<Locale>;
  return `${part}${capitalized}`;
}

const NAMES = routing.locales.map((locale) => textFact("name", locale));
const DESCRIPTIONS = routing.locales.map((locale) => textFact("description", locale));
const TEXTS = [...NAMES, ...DESCRIPTIONS];

/**
 * Merges edits of both sides since they last agreed. If both edited the same fact, `prefer` decides, or nothing changes. Pure.
 * @param agreed an absent fact was never compared, and Stripe's counts
 * @param stripe an absent fact does not exist at Stripe
 */
export function mergeFacts(
  agreed: Partial<ProductFacts>,
  store: ProductFacts,
  stripe: Partial<ProductFacts>,
  prefer: Side | null,
): MergedFacts {
  const texts = TEXTS.map((fact) => {
    // A name that was removed from the metadata is put back. A removed description is removed here too, as Stripe stores no empty text.
    const isCleared = DESCRIPTIONS.includes(fact) && agreed[fact] && store[fact] !== undefined;
    const cleared = isCleared ? "" : undefined;
    return [fact, merge(agreed[fact], store[fact], stripe[fact] ?? cleared, prefer)] as const;
  });
  const active = merge(agreed.active, store.active, stripe.active, prefer);
  const sideOf = (side: Side): ProductFacts => ({ ...present(texts, side), active: active[side] });
  return {
    store: sideOf("store"),
    stripe: sideOf("stripe"),
    agreed: {
      ...present(texts, "agreed"),
      ...(active.agreed !== undefined && { active: active.agreed }),
    },
    conflicts: [...texts, ["active", active] as const].flatMap(([fact, { isConflict, store, stripe }]) =>
      isConflict ? [{ fact, store: store ?? "", stripe: stripe ?? "" }] : [],
    ),
  };
}

function present(
  texts: readonly (readonly [TextFact, Merged<string | undefined>])[],
  side: Side | "agreed",
): Partial<Record<TextFact, string>> {
  return Object.fromEntries(
    texts.flatMap(([fact, { [side]: text }]) => (text === undefined ? [] : [[fact, text]])),
  );
}

function merge<Value extends string | boolean | undefined>(
  agreed: Value | undefined,
  store: Value,
  stripe: Value | undefined,
  prefer: Side | null,
): Merged<Value> {
  const to = (value: Value): Merged<Value> => ({
    store: value,
    stripe: value,
    agreed: value === stripe ? value : agreed,
    isConflict: false,
  });
  if (stripe === undefined || stripe === agreed) return to(store);
  if (stripe === store || agreed === undefined || store === agreed) return to(stripe);
  if (prefer) return to(prefer === "store" ? store : stripe);
  return { store, stripe, agreed, isConflict: true };
}
