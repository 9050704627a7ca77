import type Stripe from "stripe";
import { changedFrom, emit } from "../../events/emit";
import { type Api, UNREAD } from "../../http/api";
import { invalid, missingParameter, noSuch } from "../../http/errors";
import { createdFilter, PAGE, paginate } from "../../http/lists";
import { applyMetadata, metadata } from "../../http/metadata";
import type { Resource } from "../../http/resource";
import { integer, oneOf, type Parsed, text } from "../../http/rules";
import { refundsOfCharge, refundsOfIntent } from "../../state/finders";
import type { Local } from "../../state/local";
import { finishRefunds, paymentRefundIds, refundCharge, refundIds, requireRefund } from "./refunds";

const CREATE = {
  amount: integer(1),
  charge: text(),
  metadata,
  payment_intent: text(),
  reason: oneOf("duplicate", "fraudulent", "requested_by_customer"),
};

const LIST = { ...PAGE, charge: text(), created: createdFilter, payment_intent: text() };

function chargeOf(local: Local, given: Parsed<typeof CREATE>): Stripe.Charge {
  if (given.charge && given.payment_intent) {
    throw invalid("You may only specify one of these parameters: charge, payment_intent.", "charge");
  }
  if (given.charge) {
    const charge = local.store.charges.get(given.charge);
    if (!charge) throw noSuch("charge", given.charge, "charge");
    return charge;
  }
  if (!given.payment_intent) throw missingParameter("payment_intent");
  const intent = local.store.intents.get(given.payment_intent)?.intent;
  if (!intent) throw noSuch("payment_intent", given.payment_intent, "payment_intent");
  const charge =
    typeof intent.latest_charge === "string" ? local.store.charges.get(intent.latest_charge) : undefined;
  if (charge?.status !== "succeeded") {
    throw invalid("This PaymentIntent does not have a successful charge to refund.", "payment_intent");
  }
  return charge;
}

function routes(api: Api): void {
  api.post("/v1/refunds", CREATE, ({ local, read }) => {
    const given = read();
    return refundCharge(local, chargeOf(local, given), {
      amount: given.amount,
      reason: given.reason ?? null,
      metadata: applyMetadata(null, given.metadata),
    });
  });
  api.get("/v1/refunds", LIST, ({ local, read }) => {
    const query = read();
    const all = local.store.refunds;
    const found = (
      refundsOfCharge(all, query.charge) ??
      refundsOfIntent(all, query.payment_intent) ??
      all.newest()
    ).filter(
      (refund) =>
        (query.charge === undefined || refund.charge === query.charge) &&
        (query.payment_intent === undefined || refund.payment_intent === query.payment_intent) &&
        (query.created?.(refund.created) ?? true),
    );
    return paginate(found, query, "/v1/refunds");
  });
  api.get("/v1/refunds/:id", UNREAD, ({ local, params }) => requireRefund(local, params.id ?? ""));
  api.post("/v1/refunds/:id", { metadata }, ({ local, read, params }) => {
    const before = requireRefund(local, params.id ?? "");
    const given = read();
    const after = local.store.refunds.put({
      ...before,
      metadata: applyMetadata(before.metadata, given.metadata),
    });
    emit(local, "refund.updated", after, changedFrom(before, after));
    return after;
  });
}

/** The refunds of a charge; its first page is answered with it on demand. */
function refundsOf({ store }: Local, charge: string): object {
  const data = refundsOfCharge(store.refunds, charge).take(11);
  return {
    object: "list",
    url: `/v1/charges/${charge}/refunds`,
    has_more: data.length > 10,
    data: data.slice(0, 10),
  };
}

export const refunds: Resource = {
  routes,
  objects: { ids: [refundIds, paymentRefundIds], find: ({ store }, id) => store.refunds.get(id) },
  parts: { charge: { refunds: refundsOf } },
  events: ["charge.refund.updated", "charge.refunded", "refund.created", "refund.failed", "refund.updated"],
  tick: finishRefunds,
};
