import "server-only";
import { db } from "@/lib/db/client";
import { unlessStripeIsDown } from "@/lib/desk/unless-stripe-is-down.server";
import type { RefundShare, RefundTerms } from "@/lib/model/refund";
import { creditsOf } from "@/lib/orders/merchant/give-credit.server";
import { givenBack } from "@/lib/orders/merchant/given-back";
import { type OrderFile, orderFile } from "@/lib/orders/merchant/order-file.server";
import { previewRefund } from "@/lib/orders/merchant/preview-refund.server";
import { loadRefundFacts } from "@/lib/orders/merchant/refund-facts.server";
import { refundParts } from "@/lib/orders/merchant/refund-parts";
import { gone, type RefundPlan } from "@/lib/orders/merchant/refund-plan";
import { hasFailed, isOnItsWay } from "@/lib/orders/settle/money-back";
import { balanceOf, ownPayment, refundable } from "@/lib/orders/settle/order-facts";
import type { DeskRefusal } from "./refund-refusal.server";

type ShownPlan = Extract<RefundPlan, { ok: true }> | DeskRefusal;

/** What the page of an order's refunds shows, in minor units; null when there is no such order. */
export async function loadRefundDesk(orderNumber: string, terms: RefundTerms | null) {
  // First, as it brings the order up to date with Stripe.
  const plan = terms && (await planOf(orderNumber, terms));
  const file = await orderFile(orderNumber);
  if (!file) return null;
  const { order } = file;
  const { facts, planned } = await loadRefundFacts(db(), order);
  const own = ownPayment(facts);
  const parts = refundParts(order);
  const back = own && givenBack(own, { ...planned.facts, shares: planned.shares }, parts);
  const second = facts.attempts.find(
    (attempt) => attempt.status === "duplicate" && refundable(balanceOf(facts, attempt)) > 0,
  );
  return {
    order,
    plan,
    balance: file.balance,
    toCome: file.toCome,
    left: file.refundable + (second ? refundable(balanceOf(facts, second)) : 0),
    hasSecond: second !== undefined,
    lines: order.quote.lines.map((line, index) => ({
      variantId: line.variantId,
      goods: line.optionLabel ? `${line.productName}, ${line.optionLabel}` : line.productName,
      sku: line.sku,
      paid: parts.lines[index]?.amount ?? 0,
      quantity: line.quantity,
      left: line.quantity - (back?.pieces.get(line.variantId) ?? 0),
    })),
    delivery: { paid: parts.delivery.amount, left: parts.delivery.amount - (back?.delivery ?? 0) },
    history: historyOf(file),
    credits: (await creditsOf(order.id)).map(({ credit, code }) => ({ ...credit, code })),
    /** What was given up beyond what was paid, as after a refund in Stripe's dashboard; minor units. */
    over: Math.max(0, gone(file.balance) + file.balance.chargedBack - file.balance.captured),
  };
}

export type RefundDesk = NonNullable<Awaited<ReturnType<typeof loadRefundDesk>>>;

async function planOf(orderNumber: string, terms: RefundTerms): Promise<ShownPlan> {
  const plan = await unlessStripeIsDown(() => previewRefund(orderNumber, terms));
  return plan ?? { ok: false, code: "stripe_unavailable" };
}

type GivenRefund = {
  id: string;
  at: Date;
  amount: number;
  /** `asked`: the answer was lost, and the store finds out what happened. */
  state: OrderFile["refunds"][number]["status"] | "asked";
  tone: "good" | "warn" | "bad";
  failure: string | null;
  share: RefundShare | null;
  note: string | null;
  /** `dashboard` and `command` where no person of the desk asked. */
  by: { kind: "staff"; name: string } | { kind: "dashboard" | "command" };
  requestId: string | null;
};

/** Every refund of the order, those whose result is not known too, the newest first. */
function historyOf({ refunds, requests }: OrderFile): GivenRefund[] {
  const asked = (request: OrderFile["requests"][number] | undefined) => ({
    share: request?.share ?? null,
    note: request?.wish.note ?? null,
    by: !request
      ? ({ kind: "dashboard" } as const)
      : request.askedBy
        ? ({ kind: "staff", name: request.askedBy } as const)
        : ({ kind: "command" } as const),
  });
  const made = refunds.map((refund): GivenRefund => {
    const tone = hasFailed(refund.status) ? "bad" : isOnItsWay(refund.status) ? "warn" : "good";
    return {
      ...{ id: refund.stripeId, at: refund.createdAt, amount: refund.amount, state: refund.status, tone },
      ...{ failure: refund.failureReason, requestId: refund.requestId },
      ...asked(requests.find(({ id }) => id === refund.requestId)),
    };
  });
  const unknown = requests
    .filter((request) => request.status === "asked" && made.every((one) => one.requestId !== request.id))
    .map(
      (request): GivenRefund => ({
        ...{ id: request.id, at: request.createdAt, amount: request.amount, state: "asked", tone: "warn" },
        ...{ failure: null, requestId: request.id },
        ...asked(request),
      }),
    );
  return [...made, ...unknown].sort((a, b) => b.at.getTime() - a.at.getTime());
}
