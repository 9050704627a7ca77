import type Stripe from "stripe";
import { changedFrom, emit } from "../../events/emit";
import type { Api } from "../../http/api";
import { noSuch } from "../../http/errors";
import { createdFilter, PAGE, paginate } from "../../http/lists";
import { applyMetadata, metadata } from "../../http/metadata";
import type { Resource } from "../../http/resource";
import { email, text } from "../../http/rules";
import type { Field } from "../../http/search/match";
import { searchable } from "../../http/search/searchable";
import type { VersionChange } from "../../http/version-change";
import { chargesOfCustomer, chargesOfIntent, refundsOfCharge } from "../../state/finders";
import { chargeIds, paymentIds } from "./new-charge";

const LIST = { ...PAGE, created: createdFilter, customer: text(), payment_intent: text() };

/** Read by the field's own path. */
const fieldOfMethod: Field<Stripe.Charge> = { type: "token", read: () => undefined };

function routes(api: Api): void {
  api.get("/v1/charges", LIST, ({ local, read }) => {
    const query = read();
    const all = local.store.charges;
    const found = (
      chargesOfIntent(all, query.payment_intent) ??
      chargesOfCustomer(all, query.customer) ??
      all.newest()
    ).filter(
      (charge) =>
        (query.customer === undefined || charge.customer === query.customer) &&
        (query.payment_intent === undefined || charge.payment_intent === query.payment_intent) &&
        (query.created?.(charge.created) ?? true),
    );
    return paginate(found, query, "/v1/charges");
  });
  searchable<Stripe.Charge>(api, {
    resource: "charges",
    objects: ({ store }) => store.charges.newest(),
    fields: {
      amount: { type: "numeric", read: (charge) => charge.amount },
      "billing_details.address.postal_code": {
        type: "token",
        read: (charge) => charge.billing_details.address?.postal_code,
      },
      created: { type: "numeric", read: (charge) => charge.created },
      currency: { type: "token", read: (charge) => charge.currency },
      customer: { type: "token", read: (charge) => charge.customer },
      disputed: { type: "token", read: (charge) => charge.disputed },
      "payment_method_details.*.brand": fieldOfMethod,
      "payment_method_details.*.exp_month": fieldOfMethod,
      "payment_method_details.*.exp_year": fieldOfMethod,
      "payment_method_details.*.fingerprint": fieldOfMethod,
      "payment_method_details.*.last4": fieldOfMethod,
      // `false` are those of which a part was refunded; those of which nothing was have no value.
      refunded: { type: "token", read: (charge) => (charge.amount_refunded > 0 ? charge.refunded : null) },
      status: { type: "token", read: (charge) => charge.status },
    },
  });
  api.get("/v1/charges/:id", {}, ({ local, read, params }) => {
    read();
    const charge = local.store.charges.get(params.id ?? "");
    if (!charge) throw noSuch("charge", params.id ?? "");
    return charge;
  });
  api.post(
    "/v1/charges/:id",
    { description: text(), metadata, receipt_email: email },
    ({ local, read, params }) => {
      const before = local.store.charges.get(params.id ?? "");
      if (!before) throw noSuch("charge", params.id ?? "");
      const given = read();
      const after = local.store.charges.put({
        ...before,
        description: given.description ?? before.description,
        receipt_email: given.receipt_email ?? before.receipt_email,
        metadata: applyMetadata(before.metadata, given.metadata),
      });
      emit(local, "charge.updated", after, changedFrom(before, after));
      return after;
    },
  );
}

/** A charge had its refunds and its invoice. Sources: docs.stripe.com/changelog; the SDK's changelog. */
const changes: readonly VersionChange[] = [
  { since: "2025-03-31.basil", objects: { charge: (charge) => ({ ...charge, invoice: null }) } },
  {
    since: "2022-11-15",
    objects: {
      charge: (charge, { refunds }) => {
        const data = refundsOfCharge(refunds, String(charge.id)).toArray();
        const url = `/v1/charges/${charge.id}/refunds`;
        return {
          ...charge,
          refunds: { object: "list", data, has_more: false, total_count: data.length, url },
        };
      },
    },
  },
];

export const charges: Resource = {
  routes,
  changes,
  objects: { ids: [chargeIds, paymentIds], find: ({ store }, id) => store.charges.get(id) },
  events: ["charge.captured", "charge.failed", "charge.pending", "charge.succeeded", "charge.updated"],
};
