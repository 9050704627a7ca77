import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { type CartId, type DraftId, newCartId, type StaffId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import { MAX_LINES } from "@/lib/cart/quantity";
import { writePrice } from "@/lib/catalog/goods/price-text";
import { isForSale } from "@/lib/catalog/products.server";
import { priceIn } from "@/lib/currencies/price-in";
import { currencyOfCountry, ownCurrency } from "@/lib/currencies/sold";
import { findAccount } from "@/lib/customers/find-account.server";
import type { Database, Transaction } from "@/lib/db/client";
import { lockCheckout } from "@/lib/db/locks.server";
import { cartLines, carts, draftOrders, products, variants } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { deliveryCountries } from "@/lib/shipping/plan.server";
import { type TypedDraft, typedCodes } from "./draft-form";
import { type OwnGoods, ownGoodsOf, readOwnGoods, writeOwnGoods } from "./own-goods.server";
import { saveReduction } from "./reduction.server";

export type DraftRow = typeof draftOrders.$inferSelect;

export const versionOfDraft = (row: DraftRow | null): string => row?.updatedAt.toISOString() ?? "";

type DraftProblem =
  | "draft_no_goods"
  | "draft_goods_gone"
  | "draft_not_served"
  | "draft_no_reduction"
  | "draft_too_many"
  | "draft_own_name"
  | "draft_own_price";

type SavedDraft =
  | { ok: true; before: SavedFacts | null; after: SavedFacts }
  | { ok: false; code: "draft_changed" | "draft_sent" | DraftProblem };

/** What the audit log keeps: nothing of the person. */
type SavedFacts = Pick<TypedDraft, "country" | "codes" | "reduction" | "reductionBy"> & {
  pieces: Record<string, number>;
  /** Pieces and price of each line that is not of the catalogue. */
  own: string[];
};

/**
 * Makes a draft, or changes one that nobody was asked to pay yet. Goods are priced as those of every cart, today.
 * @param exchangeOf the return whose goods are exchanged, for a new draft
 */
export async function saveDraft(
  database: Database,
  id: DraftId,
  form: TypedDraft,
  staffId: StaffId,
  exchangeOf: number | null = null,
): Promise<SavedDraft> {
  return inTransaction(database, async (tx): Promise<SavedDraft> => {
    const known = await lockDraft(tx, id);
    if (versionOfDraft(known) !== form.seen) return { ok: false, code: "draft_changed" };
    if (known?.sentAt || known?.endedAt) return { ok: false, code: "draft_sent" };
    return writeDraft(tx, { id, known, staffId, exchangeOf }, form);
  });
}

/** Writes a draft in a transaction that has locked it, or that makes a new one. */
export async function writeDraft(
  tx: Transaction,
  {
    id,
    known,
    staffId,
    exchangeOf,
  }: { id: DraftId; known: DraftRow | null; staffId: StaffId; exchangeOf: number | null },
  form: TypedDraft,
): Promise<Extract<SavedDraft, { ok: true }> | { ok: false; code: DraftProblem }> {
  const lines = form.pieces.length + form.own.length;
  if (lines === 0) return { ok: false, code: "draft_no_goods" };
  if (lines > MAX_LINES) return { ok: false, code: "draft_too_many" };
  if (!(await deliveryCountries(tx)).includes(form.country)) return { ok: false, code: "draft_not_served" };
  const currency = currencyOfCountry(form.country);
  const prices = await pricesOf(tx, form, currency);
  if (!prices) return { ok: false, code: "draft_goods_gone" };
  const own = readOwnGoods(form.own, currency);
  if (!own.ok) return own;

  const cartId = known?.cartId ?? newCartId();
  const subtotal = [
    ...form.pieces.map(({ variantId, quantity }) => (prices.get(variantId) ?? 0) * quantity),
    ...own.goods.map(({ unitAmount, quantity }) => unitAmount * quantity),
  ].reduce((sum, amount) => sum + amount, 0);
  const code = await saveReduction(tx, { id, cartId, currency, subtotal }, form);
  if (code === undefined) return { ok: false, code: "draft_no_reduction" };
  const before = known ? await factsOf(tx, known) : null;
  await writeCart(tx, cartId, {
    ...{ country: form.country, currency, lines: form.pieces, prices, own: own.goods },
    codes: [...typedCodes(form), ...(code ? [code] : [])],
  });
  const email = form.email.toLowerCase() || null;
  const account = email ? await findAccount(tx, email) : null;
  const columns = {
    ...{ email, customerId: account?.id ?? null, locale: form.language },
    ...{ shippingSpeed: form.delivery || null, note: form.note || null },
    ...{ reduction: form.reduction, reductionBy: form.reductionBy },
  };
  await tx
    .insert(draftOrders)
    .values({ id, cartId, staffId, exchangeOf, ...columns })
    .onConflictDoUpdate({ target: draftOrders.id, set: { ...columns, updatedAt: sql`clock_timestamp()` } });
  return { ok: true, before, after: factsOfForm(form, own.goods, currency) };
}

/** Locks a draft as a checkout of its cart is, so that nobody changes or ends it while its shopper begins to pay. Must be a transaction's first lock. */
export async function lockDraft(tx: Transaction, id: DraftId): Promise<DraftRow | null> {
  const [found] = await tx
    .select({ cartId: draftOrders.cartId })
    .from(draftOrders)
    .where(eq(draftOrders.id, id));
  if (!found) return null;
  await lockCheckout(tx, found.cartId);
  const [row] = await tx.select().from(draftOrders).where(eq(draftOrders.id, id));
  return row ?? null;
}

/** Today's prices, by variant; null when one of the goods is not sold. */
async function pricesOf(tx: Transaction, { pieces }: TypedDraft, currency: Currency) {
  const ids = pieces.map(({ variantId }) => variantId);
  const sold = await tx
    .select({ variant: variants })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .where(and(inArray(variants.id, ids), isForSale));
  const prices = new Map(
    sold.flatMap(({ variant }) => {
      const price = priceIn(variant, currency);
      return price ? [[variant.id, price.unitAmount] as const] : [];
    }),
  );
  return prices.size === ids.length ? prices : null;
}

type Contents = {
  country: string;
  currency: Currency;
  codes: string[];
  lines: TypedDraft["pieces"];
  prices: ReadonlyMap<string, number>;
  own: readonly OwnGoods[];
};

async function writeCart(
  tx: Transaction,
  id: CartId,
  { country, currency, codes, lines, prices, own }: Contents,
): Promise<void> {
  const choices = { country, currency, promotionCodes: codes, countryChosenAt: new Date() };
  await tx
    .insert(carts)
    .values({ id, ...choices })
    .onConflictDoUpdate({ target: carts.id, set: { ...choices, updatedAt: new Date() } });
  await tx.delete(cartLines).where(eq(cartLines.cartId, id));
  // Each a moment after the one before, as a cart's lines are in the order in which they were added.
  const now = Date.now();
  const made = await writeOwnGoods(tx, id, own, currency);
  const all = [
    ...lines.map((line) => ({ ...line, unitAmount: prices.get(line.variantId) ?? 0 })),
    ...own.flatMap(({ quantity, unitAmount }, index) => {
      const variantId = made[index];
      return variantId ? [{ variantId, quantity, unitAmount }] : [];
    }),
  ];
  await tx.insert(cartLines).values(
    all.map(({ variantId, quantity, unitAmount }, index) => ({
      ...{ cartId: id, variantId, quantity, seenCurrency: currency, seenUnitAmount: unitAmount },
      addedAt: new Date(now + index),
    })),
  );
}

const ownFact = (quantity: number, unitAmount: number, currency: Currency): string =>
  `${quantity} × ${writePrice(unitAmount, currency)} ${currency.toUpperCase()}`;

const factsOfForm = (
  { country, codes, reduction, reductionBy, pieces }: TypedDraft,
  own: readonly OwnGoods[],
  currency: Currency,
): SavedFacts => ({
  ...{ country, codes, reduction, reductionBy },
  pieces: Object.fromEntries(pieces.map(({ variantId, quantity }) => [variantId, quantity])),
  own: own.map(({ quantity, unitAmount }) => ownFact(quantity, unitAmount, currency)),
});

async function factsOf(tx: Transaction, { cartId, reduction, reductionBy }: DraftRow): Promise<SavedFacts> {
  const [cart] = await tx.select().from(carts).where(eq(carts.id, cartId));
  const lines = await tx
    .select()
    .from(cartLines)
    .where(eq(cartLines.cartId, cartId))
    .orderBy(cartLines.addedAt);
  const own = await ownGoodsOf(tx, cartId);
  const [ofOwn, ofCatalog] = [true, false].map((isOwn) =>
    lines.filter((line) => own.has(line.variantId) === isOwn),
  );
  return {
    ...{ country: cart?.country ?? "", codes: cart?.promotionCodes.join(" ") ?? "", reduction, reductionBy },
    pieces: Object.fromEntries((ofCatalog ?? []).map(({ variantId, quantity }) => [variantId, quantity])),
    own: (ofOwn ?? []).map(({ quantity, seenUnitAmount, seenCurrency }) =>
      ownFact(quantity, seenUnitAmount, seenCurrency ?? ownCurrency()),
    ),
  };
}
