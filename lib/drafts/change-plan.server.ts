import "server-only";
import { and, eq } from "drizzle-orm";
import { TRANSLATED } from "@/i18n/languages";
import { translator } from "@/i18n/texts.server";
import type { DraftId, StaffId, VariantId } from "@/lib/base/ids";
import { formatMoney } from "@/lib/base/money";
import { parseAmount } from "@/lib/base/money-input";
import { currencyOfCountry } from "@/lib/currencies/sold";
import type { Queryable, Transaction } from "@/lib/db/client";
import { draftOrders, orderDocuments } from "@/lib/db/schema";
import type { OrderRow } from "@/lib/lifecycle/transition-order.server";
import { isToBeSent } from "@/lib/lifecycle/transitions";
import type { ChangeFigures } from "@/lib/model/order-change";
import type { Quote } from "@/lib/model/quote";
import type { LinePieces, RefundShare } from "@/lib/model/refund";
import { insertChangeCredit, removalTerms } from "@/lib/orders/merchant/change-credit.server";
import { openChangeOf } from "@/lib/orders/merchant/open-change.server";
import { loadShares } from "@/lib/orders/merchant/pieces-to-send.server";
import { changesToPayBack } from "@/lib/orders/merchant/refund-facts.server";
import { gone, planRefund, type RefundPlan } from "@/lib/orders/merchant/refund-plan";
import { isRefundUnderWay } from "@/lib/orders/merchant/refund-requests.server";
import { piecesByLine } from "@/lib/orders/merchant/refund-share";
import { unsentPieces } from "@/lib/orders/merchant/unsent-pieces.server";
import { loadFacts } from "@/lib/orders/settle/facts.server";
import { balanceOf, ownPayment } from "@/lib/orders/settle/order-facts";
import type { TypedOwnLine } from "./draft-form";
import { priceDraft } from "./price-draft.server";
import { ruleIdOf, saveChangeReduction } from "./reduction.server";
import { type DraftRow, writeDraft } from "./save-draft.server";

export type AskedChange = {
  /** Pieces of the order that are taken off. */
  remove: readonly LinePieces[];
  /** Goods of the catalogue that are added, and what it does not have. */
  pieces: readonly LinePieces[];
  own: readonly TypedOwnLine[];
  /** What all that is added is sold for, as it was typed; empty for today's prices. */
  price: string;
  /** Words to the shopper. */
  note: string;
};

/** Why what is taken off does not pay for what is added, but goes back as money. */
type Apart = "invoiced" | "tax";

export type ChangePlan = {
  ok: true;
  figures: ChangeFigures;
  /** How what is taken off divides; null when nothing is. */
  share: RefundShare | null;
  /** What is added; null when nothing is. */
  added: { quote: Quote; draft: DraftRow; today: number } | null;
  apart: Apart | null;
};

type DraftRefusal = Extract<Awaited<ReturnType<typeof writeDraft>>, { ok: false }>;

export type ChangeRefusal =
  | Exclude<RefundPlan, { ok: true }>
  | DraftRefusal
  | {
      ok: false;
      code:
        | "change_nothing"
        | "change_not_possible"
        | "change_waits"
        | "change_price"
        | "change_currency"
        | "refund_under_way"
        | "draft_not_payable";
    };

type Who = { id: DraftId; staffId: StaffId; by: string };

/**
 * Writes what a change of a locked order needs, and says what it comes to, by the functions that price every cart and divide every refund. To look at a
 * change is to write it and to roll it back, so that what is shown is what is done.
 */
export async function planChange(
  tx: Transaction,
  order: OrderRow,
  asked: AskedChange,
  who: Who,
): Promise<ChangePlan | ChangeRefusal> {
  const remove = piecesByLine(asked.remove);
  const isAdding = asked.pieces.length + asked.own.length > 0;
  if (remove.length === 0 && !isAdding) return { ok: false, code: "change_nothing" };
  if (!isToBeSent(order.status)) return { ok: false, code: "change_not_possible" };
  if (await openChangeOf(tx, order.id)) return { ok: false, code: "change_waits" };
  // Until the money of an earlier change is asked back, nobody sees that its pieces are gone.
  if ((await isRefundUnderWay(tx, order.id)) || (await changesToPayBack(tx, order.id)).length > 0)
    return { ok: false, code: "refund_under_way" };
  const tooMany = await beyondUnsent(tx, order, remove);
  if (tooMany) return tooMany;

  const facts = await loadFacts(tx, order.id);
  const before = gone(balanceOf(facts, ownPayment(facts)));
  const wish = removalTerms(remove, remove);
  const off =
    remove.length > 0 ? planRefund({ order, facts, shares: await loadShares(tx, order.id) }, wish) : null;
  if (off && !off.ok) return off;
  const share = off?.share ?? null;
  const worth = share?.amount ?? 0;
  if (!isAdding) {
    return {
      ok: true,
      ...{ share, added: null, apart: null },
      figures: { worth, added: 0, credited: 0, pay: 0, back: worth, before },
    };
  }

  if (currencyOfCountry(order.quote.country) !== order.currency)
    return { ok: false, code: "change_currency" };
  const written = await writeDraft(
    tx,
    { id: who.id, known: null, staffId: who.staffId, exchangeOf: null },
    {
      ...{ seen: "", email: order.email ?? "", language: order.locale, country: order.quote.country },
      ...{ delivery: order.shippingOption ?? order.quote.shippingSpeed ?? "", codes: "", note: asked.note },
      ...{ reduction: "none", reductionBy: "", pieces: [...asked.pieces], own: [...asked.own] },
    },
  );
  if (!written.ok) return written;
  const [draft] = await tx.select().from(draftOrders).where(eq(draftOrders.id, who.id));
  if (!draft) throw new Error(`the draft of a change of ${order.number} was not stored`);
  const priced = () => priceDraft(tx, draft, order.locale, destinationOf(order));
  const { quoted } = await priced();
  if (!quoted.ok) return { ok: false, code: "draft_not_payable" };
  const { subtotal, discountTotal } = quoted.quote;
  const today = subtotal - discountTotal;
  const agreed = asked.price.trim() === "" ? today : parseAmount(asked.price, order.currency);
  if (agreed === null || agreed > today) return { ok: false, code: "change_price" };

  const apart = worth > 0 ? await whyApart(tx, order, quoted.quote) : null;
  const credited = apart ? 0 : Math.min(worth, agreed);
  const pay = agreed - credited;
  await saveChangeReduction(tx, {
    ...{ id: draft.id, cartId: draft.cartId, currency: order.currency, off: subtotal - pay },
    name: reductionName(order, { credited, isReduced: agreed < subtotal }),
  });
  const { quoted: reduced } = await priced();
  if (!reduced.ok || reduced.quote.total !== pay) return { ok: false, code: "draft_not_payable" };
  if (off && share && credited > 0) {
    await insertChangeCredit(tx, order, {
      ...{ id: who.id, plan: { ...off, share }, wish: removalTerms(remove, false), credited, by: who.by },
      ...{ ruleId: ruleIdOf(who.id), refundsBefore: facts.refunds.length },
    });
  }
  return {
    ok: true,
    ...{ share, apart, added: { quote: reduced.quote, draft, today } },
    figures: { worth, added: agreed, credited, pay, back: worth - credited, before },
  };
}

async function beyondUnsent(
  tx: Transaction,
  order: OrderRow,
  remove: readonly LinePieces[],
): Promise<Extract<RefundPlan, { code: "too_many_pieces" }> | null> {
  const unsent = await unsentPieces(tx, order);
  const leftOf = (id: VariantId) => unsent.find(({ variantId }) => variantId === id)?.quantity ?? 0;
  const beyond = remove.find(({ variantId, quantity }) => quantity > leftOf(variantId));
  if (!beyond) return null;
  const { variantId } = beyond;
  return { ok: false, code: "too_many_pieces", variantId, left: leftOf(variantId) };
}

/** What was paid can't pay for other goods once an invoice names what it paid for, and not where a tax comes on top that Stripe works out later. */
async function whyApart(q: Queryable, order: OrderRow, added: Quote): Promise<Apart | null> {
  if (added.taxBehavior === "exclusive" || (order.taxAdded ?? 0) > 0) return "tax";
  const [invoice] = await q
    .select({ number: orderDocuments.number })
    .from(orderDocuments)
    .where(and(eq(orderDocuments.orderId, order.id), eq(orderDocuments.kind, "invoice")));
  return invoice ? "invoiced" : null;
}

function destinationOf({ quote, shippingAddress }: OrderRow) {
  const { postalCode = null, state = null } = shippingAddress ?? {};
  return { country: quote.country, postalCode, state };
}

/** What an invoice of the added goods calls what they cost less. */
function reductionName(
  { number, currency }: OrderRow,
  { credited, isReduced }: { credited: number; isReduced: boolean },
) {
  return Object.fromEntries(
    TRANSLATED.map((locale) => {
      const t = translator(locale, "desk-changes");
      const amount = formatMoney(credited, currency, locale);
      const kind = credited === 0 ? "goesWith" : isReduced ? "paidAndReduced" : "paidWith";
      return [locale, t(`reduction.${kind}`, { number, amount })];
    }),
  );
}
