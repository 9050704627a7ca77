import type { VariantId } from "@/lib/base/ids";
import { type Currency, isChargeable } from "@/lib/base/money";
import type { PriceProblemCode } from "@/lib/db/schema";
import type { PriceAtStripe } from "@/lib/db/schema/stripe-list";

/** A price at Stripe; `created` is in Unix seconds. */
export type OfferedPrice = Pick<
  PriceAtStripe,
  | "active"
  | "id"
  | "created"
  | "currency"
  | "lookup_key"
  | "metadata"
  | "tax_behavior"
  | "type"
  | "unit_amount"
>;

export type PricedVariant = {
  id: VariantId;
  sku: string;
  currency: Currency;
  /** Null before the first sync. */
  stripePriceId: string | null;
  active: boolean;
};

/** `sku` is null when it is unclear which variant is meant. */
export type PriceProblem = { code: PriceProblemCode; sku: string | null; priceId: string | null };

export type UsablePrice = OfferedPrice & { unit_amount: number };

export type PriceMatches = {
  prices: Map<VariantId, UsablePrice>;
  problems: PriceProblem[];
};

/**
 * Matches active prices to variants, in this order: the default price, if it is clear and not older; the lookup key; metadata
 * `sku`; the stored price. A default price without a name belongs to the only variant, or to the only one whose price was
 * archived; other unnamed prices are left to the merchant, as they may be older than the archiving. Pure.
 * @param known may hold archived prices, which match nothing
 */
export function matchPrices(
  variants: readonly PricedVariant[],
  known: readonly OfferedPrice[],
  defaultPriceId: string | null,
): PriceMatches {
  const offered = known.filter((price) => price.active);
  const prices = new Map<VariantId, UsablePrice>();
  const taken = new Set<string>();
  const give = (variant: PricedVariant, price: UsablePrice | undefined) => {
    if (!price || taken.has(price.id) || prices.has(variant.id)) return;
    prices.set(variant.id, price);
    taken.add(price.id);
  };
  const usable = (variant: PricedVariant) => offered.filter((price) => isUsable(price, variant));
  const byDefault = offered.find((price) => price.id === defaultPriceId);
  const defaultOwner = byDefault && ownerOf(byDefault, variants);

  if (defaultOwner && isUsable(byDefault, defaultOwner)) {
    const named = usable(defaultOwner).filter((price) => price.lookup_key === defaultOwner.sku);
    if (named.every((price) => price.created <= byDefault.created)) give(defaultOwner, byDefault);
  }
  for (const variant of variants)
    give(
      variant,
      usable(variant).find((price) => price.lookup_key === variant.sku),
    );
  for (const variant of variants)
    give(variant, newest(usable(variant).filter((price) => price.metadata.sku === variant.sku)));
  for (const variant of variants)
    give(
      variant,
      usable(variant).find((price) => price.id === variant.stripePriceId),
    );

  const lost = variants.filter((variant) => variant.stripePriceId && !prices.has(variant.id));
  const onSale = lost.filter((variant) => variant.active);
  const [successor, ...others] = onSale.length > 0 ? onSale : lost;
  if (successor && others.length === 0) {
    const isNobodys = byDefault && !defaultOwner && namedBy(byDefault, variants).length === 0;
    if (isNobodys && isUsable(byDefault, successor)) give(successor, byDefault);
  }

  return { prices, problems: problemsOf(variants, offered, byDefault, prices, taken) };
}

function problemsOf(
  variants: readonly PricedVariant[],
  offered: readonly OfferedPrice[],
  byDefault: OfferedPrice | undefined,
  prices: PriceMatches["prices"],
  taken: ReadonlySet<string>,
): PriceProblem[] {
  const problems: PriceProblem[] = [];
  const unused = offered.filter((price) => !taken.has(price.id));
  for (const variant of variants) {
    for (const price of unused) {
      if (names(price, variant) && !isUsable(price, variant)) {
        problems.push({ code: "price_unusable", sku: variant.sku, priceId: price.id });
      }
    }
    if (!variant.stripePriceId || prices.has(variant.id)) continue;
    const candidate = newest(unused.filter((price) => isUsable(price, variant)));
    problems.push(
      candidate
        ? { code: "price_unclear", sku: variant.sku, priceId: candidate.id }
        : { code: "price_archived", sku: variant.sku, priceId: variant.stripePriceId },
    );
  }
  const isTold = byDefault && problems.some((problem) => problem.priceId === byDefault.id);
  if (byDefault && !taken.has(byDefault.id) && !isTold) {
    problems.push({ code: "default_unused", sku: null, priceId: byDefault.id });
  }
  return problems;
}

const names = (price: OfferedPrice, { sku }: PricedVariant): boolean =>
  price.lookup_key === sku || price.metadata.sku === sku;

const namedBy = (price: OfferedPrice, variants: readonly PricedVariant[]) =>
  variants.filter((variant) => names(price, variant));

function ownerOf(price: OfferedPrice, variants: readonly PricedVariant[]): PricedVariant | undefined {
  const named = namedBy(price, variants);
  if (named.length > 0) return named.length === 1 ? named[0] : undefined;
  const holder = variants.find((variant) => variant.stripePriceId === price.id);
  return holder ?? (variants.length === 1 ? variants[0] : undefined);
}

function isUsable(price: OfferedPrice, variant: PricedVariant): price is UsablePrice {
  const { type, unit_amount: amount, currency } = price;
  if (type !== "one_time" || amount === null || currency !== variant.currency) return false;
  return isChargeable(amount, variant.currency);
}

function newest<Price extends OfferedPrice>(prices: readonly Price[]): Price | undefined {
  return prices.toSorted((a, b) => b.created - a.created)[0];
}
