import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { HANDLED_EVENTS, type HandledEvent } from "@/lib/webhooks/handled";
import { keptFields } from "@/lib/webhooks/kept-fields";
import { eventSubject } from "@/lib/webhooks/subject";

const person = {
  customer: "cus_ada",
  customer_details: { email: "ada@example.com", name: "Ada Lovelace", address: { city: "Paris" } },
  receipt_email: "ada@example.com",
  shipping: { name: "Ada Lovelace" },
  description: "for Ada",
};

function event(type: Stripe.Event.Type, more: object = {}): HandledEvent {
  const object = {
    id: "obj_1",
    object: "thing",
    payment_intent: "pi_1",
    product: "prod_1",
    active: false,
    lookup_key: "MUG-M",
    metadata: { order_id: "ord_1", quote_revision: "2", slug: "mug", sku: "MUG-M", person: "Ada" },
    ...person,
    ...more,
  };
  const outer = { id: "evt_1", object: "event", created: 1, livemode: false, request: null };
  return { ...outer, type, data: { object, previous_attributes: person } } as unknown as HandledEvent;
}

describe("what the inbox keeps of an event", () => {
  it.each(HANDLED_EVENTS)("says what a %s is about", (type) => {
    const given = event(type);
    const kept = keptFields(given) as HandledEvent;
    expect(eventSubject(kept)).toEqual(eventSubject(given));
    expect(eventSubject(kept)).not.toBeNull();
    expect(kept).toMatchObject({ id: "evt_1", type, created: 1, livemode: false });
  });

  it("has ids in place of the objects that an event contains whole", () => {
    const given = event("charge.refunded", {
      payment_intent: { id: "pi_2", ...person },
      latest_charge: null,
    });
    const kept = keptFields(given);
    expect(kept.data.object).toMatchObject({ payment_intent: "pi_2" });
    expect(kept.data.object).not.toHaveProperty("latest_charge");
  });

  it("names the charge that was declined", () => {
    const error = { charge: "ch_1", payment_method: { billing_details: person.customer_details } };
    const given = event("payment_intent.payment_failed", {
      latest_charge: "ch_1",
      last_payment_error: error,
    });
    expect(keptFields(given).data.object).toMatchObject({
      latest_charge: "ch_1",
      last_payment_error: { charge: "ch_1" },
    });
  });

  it("is nothing about a person", () => {
    for (const type of [...HANDLED_EVENTS, "customer.updated" as const]) {
      expect(JSON.stringify(keptFields(event(type)))).not.toMatch(/Ada|ada@|Paris|cus_ada/);
    }
  });

  it("can be stored by PostgreSQL, whatever a person wrote", () => {
    const given = event("price.updated", { lookup_key: "MUG\0", description: "\ud83d" });
    expect(keptFields(given).data.object).toMatchObject({ lookup_key: "MUG\ufffd" });
  });
});
