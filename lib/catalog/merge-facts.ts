import type { ProductFacts } from "@/lib/db/schema/catalog";

export type Side = "store" | "stripe";
export type Fact = keyof ProductFacts;

/** Edited on both sides, to different things. */
export type FactConflict = { fact: Fact; store: string | boolean; stripe: string | boolean };

export type MergedFacts = {
  /** What each side should say. They differ only where somebody has to choose. */
  store: ProductFacts;
  stripe: ProductFacts;
  /** What both say already. */
  agreed: Partial<ProductFacts>;
  conflicts: FactConflict[];
};

type Merged<Value> = { store: Value; stripe: Value; agreed: Value | undefined; isConflict: boolean };

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
  const merged = {
    nameEn: merge(agreed.nameEn, store.nameEn, stripe.nameEn, prefer),
    // Nothing is nameless: a name that was taken out of the metadata is put back.
    nameFr: merge(agreed.nameFr, store.nameFr, stripe.nameFr, prefer),
    descriptionEn: merge(agreed.descriptionEn, store.descriptionEn, cleared("descriptionEn"), prefer),
    descriptionFr: merge(agreed.descriptionFr, store.descriptionFr, cleared("descriptionFr"), prefer),
    active: merge(agreed.active, store.active, stripe.active, prefer),
  };
  return {
    store: sideOf("store"),
    stripe: sideOf("stripe"),
    agreed: {
      ...kept("nameEn", merged.nameEn.agreed),
      ...kept("nameFr", merged.nameFr.agreed),
      ...kept("descriptionEn", merged.descriptionEn.agreed),
      ...kept("descriptionFr", merged.descriptionFr.agreed),
      ...kept("active", merged.active.agreed),
    },
    conflicts: FACTS.filter((fact) => merged[fact].isConflict).map((fact) => ({
      fact,
      store: merged[fact].store,
      stripe: merged[fact].stripe,
    })),
  };

  /** Stripe keeps no empty text: where there was one before, somebody has taken it out. */
  function cleared(fact: "descriptionEn" | "descriptionFr"): string | undefined {
    return stripe[fact] ?? (agreed[fact] ? "" : undefined);
  }

  function sideOf(side: Side): ProductFacts {
    return {
      nameEn: merged.nameEn[side],
      nameFr: merged.nameFr[side],
      descriptionEn: merged.descriptionEn[side],
      descriptionFr: merged.descriptionFr[side],
      active: merged.active[side],
    };
  }
}

const FACTS = ["nameEn", "nameFr", "descriptionEn", "descriptionFr", "active"] as const satisfies Fact[];

function merge<Value extends string | boolean>(
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

function kept<Name extends Fact>(fact: Name, value: ProductFacts[Name] | undefined) {
  return value === undefined ? {} : { [fact]: value };
}
