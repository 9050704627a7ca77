import "server-only";
import { eq } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import { inLocale } from "@/lib/base/i18n-text";
import type { DraftId, OrderId } from "@/lib/base/ids";
import { holdEnd, stockLines } from "@/lib/checkout/core/hold";
import { insertOrder } from "@/lib/checkout/core/place-order.server";
import { env } from "@/lib/config/env";
import { readCustomerById } from "@/lib/customers/read-customer.server";
import { db } from "@/lib/db/client";
import { draftOrders } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { checkStock, holdStock } from "@/lib/inventory/stock.server";
import type { Source } from "@/lib/limits/source.server";
import type { CheckoutSurface } from "@/lib/model/surface";
import { agreeNow } from "@/lib/orders/stored/agreed-texts.server";
import { quoteFingerprint } from "@/lib/quote/fingerprint";
import { priceDraft } from "./price-draft.server";
import { findDraft } from "./read-draft.server";
import { isRequestKey } from "./request-link";
import { lockDraft } from "./save-draft.server";

/** What a shopper is asked to pay; null for a wrong key, and for a draft that nobody was sent. */
export async function readRequest(id: DraftId, key: string, locale: Locale) {
  if (!isRequestKey(key, id, env().CART_SECRET)) return null;
  const found = await findDraft(db(), id);
  if (!found || found.state === "ready") return null;
  const { draft, order, state } = found;
  if (order) return { draft, order, state, quote: order.quote, gone: [], agreement: "" };
  const { cart, quoted, changed } = await priceDraft(db(), draft, locale);
  const problems = changed.filter(({ code }) => code !== "price_changed");
  const gone = problems.flatMap(({ variantId }) =>
    (cart?.lines ?? [])
      .filter((line) => line.variantId === variantId)
      .map((line) => inLocale(line.productName, locale)),
  );
  const quote = quoted.ok ? quoted.quote : null;
  return { draft, order, state, quote, gone, agreement: quote ? quoteFingerprint(quote) : "" };
}

type Begun =
  | { ok: true; orderId: OrderId; surface: CheckoutSurface }
  | { ok: false; code: "not_found" | "not_payable" | "cart_total_changed" | "out_of_stock" };

/**
 * The order that a shopper pays for a draft: placed once, however often somebody begins. From then on it is paid as any order that was not paid yet.
 * @param agreement names the price that was on the page
 */
export async function beginRequest(
  id: DraftId,
  asked: { key: string; agreement: string; locale: Locale; from: Source | null | undefined },
): Promise<Begun> {
  if (!isRequestKey(asked.key, id, env().CART_SECRET)) return { ok: false, code: "not_found" };
  const texts = await agreeNow(asked.locale);
  return inTransaction(db(), async (tx): Promise<Begun> => {
    const draft = await lockDraft(tx, id);
    const found = draft && (await findDraft(tx, id));
    if (!found || found.state === "ready") return { ok: false, code: "not_found" };
    if (found.order && found.state === "paid")
      return { ok: true, orderId: found.order.id, surface: found.order.surface };
    if (found.state !== "sent") return { ok: false, code: "not_payable" };
    if (found.order) return { ok: true, orderId: found.order.id, surface: found.order.surface };
    const { cart, quoted } = await priceDraft(tx, draft, asked.locale);
    if (!cart || !quoted.ok) return { ok: false, code: "out_of_stock" };
    if (quoteFingerprint(quoted.quote) !== asked.agreement) return { ok: false, code: "cart_total_changed" };
    const { CHECKOUT_SURFACE: surface, CHECKOUT_HOLD_MINUTES } = env();
    const lines = stockLines(quoted.quote);
    const { shortages } = await checkStock(tx, { cartId: cart.id, lines, from: asked.from });
    if (shortages.length > 0) return { ok: false, code: "out_of_stock" };
    const customer = draft.customerId ? await readCustomerById(tx, draft.customerId) : null;
    const order = await insertOrder(
      tx,
      { ...{ cartId: cart.id, customer, surface, locale: asked.locale }, from: asked.from, texts },
      quoted.quote,
      cart.asked,
    );
    // From here on it is a checkout like any other; without a hold the regular check would end it before its page is open.
    await holdStock(tx, order.id, lines, holdEnd(new Date(Date.now() + CHECKOUT_HOLD_MINUTES * 60_000)));
    await tx.update(draftOrders).set({ orderId: order.id }).where(eq(draftOrders.id, id));
    return { ok: true, orderId: order.id, surface };
  });
}

export type ShopperRequest = NonNullable<Awaited<ReturnType<typeof readRequest>>>;
