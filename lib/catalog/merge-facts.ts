import { type Locale, routing } from "@/i18n/routing";
import type { ProductFacts, TextFact } from "@/lib/db/schema/catalog";

export type Side = "store" | "stripe";
export type Fact = keyof ProductFacts;

/** Edited on both sides, to different things. */
export type FactConflict = { fact: Fact; store: string | boolean; stripe: string | boolean };

type MergedFacts = {
  /** What each side should say. They differ only where somebody has to choose. */
  store: ProductFacts;
  stripe: ProductFacts;
  /** What both say already. */
  agreed: Partial<ProductFacts>;
  conflicts: FactConflict[];
};

type Merged<Value> = { store: Value; stripe: Value; agreed: Value | undefined; isConflict: boolean };

/** The fact that holds a product's name or description in a language. */
export function textFact(part: "name" | "description", locale: Locale): TextFact {
  const capitalized = `${locale.slice(0, 1).toUpperCase()}${locale.slice(1)}` as Capitalize<Locale>;
  return `${part}${capitalized}`;
}

const NAMES = routing.locales.map((locale) => textFact("name", locale));
const DESCRIPTIONS = routing.locales.map((locale) => textFact("description", locale));
const TEXTS = [...NAMES, ...DESCRIPTIONS];

/**
 * Brings a product's facts together when each side may have been edited since they agreed: one side's edit is taken over by
 * the other, and where both were edited `prefer` decides, or nothing changes. Pure.
 *
 * @param agreed what both sides said last; a fact that is not there was never looked at, and then Stripe's word holds
 * @param stripe a fact that is not there is one that Stripe does not have
 */
export function mergeFacts(
  agreed: Partial<ProductFacts>,
  store: ProductFacts,
  stripe: Partial<ProductFacts>,
  prefer: Side | null,
): MergedFacts {
  const texts = TEXTS.map((fact) => {
    // Nothing is nameless: a name that was taken out of the metadata is put back. But Stripe keeps no empty text: where there was a
    // description before, somebody has taken it out.
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

/** The texts that there are. */
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
