import { beforeAll, describe, expect, it } from "vitest";
import { limitEnv } from "@/lib/config/env";
import { stripe } from "@/lib/stripe/client";
import { readDelivery } from "@/lib/webhooks/delivery";

const secret = "whsec_of_the_endpoint";

beforeAll(() => {
  const settings = { STRIPE_SECRET_KEY: "sk_test_1", STRIPE_WEBHOOK_SECRET: `whsec_being_rolled,${secret}` };
  limitEnv(["STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"], settings);
});

describe("a delivery", () => {
  const given = {
    ...{ id: "evt_1", object: "event", type: "ping", created: 1, livemode: false },
    data: { object: {} },
  };
  const body = JSON.stringify(given);
  const sign = (payload: string, key: string, timestamp?: number) =>
    stripe().webhooks.generateTestHeaderString({
      payload,
      secret: key,
      ...(timestamp && { timestamp }),
    });

  it("is believed when one of the endpoint's secrets signed exactly this body", () => {
    expect(readDelivery(body, sign(body, secret))).toMatchObject({ kind: "event", event: { id: "evt_1" } });
  });

  it("is not believed without a signature, with another's, for another body, or from long ago", () => {
    expect(readDelivery(body, null)).toBeNull();
    expect(readDelivery(body, "t=1,v1=00")).toBeNull();
    expect(readDelivery(body, sign(body, "whsec_of_somebody_else"))).toBeNull();
    expect(readDelivery(`${body} `, sign(body, secret))).toBeNull();
    expect(readDelivery(body, sign(body, secret, Math.floor(Date.now() / 1000) - 600))).toBeNull();
  });

  it("that is signed and only names its event is known for what it is", () => {
    const thin = { object: "v2.core.event", id: "evt_2", type: "v1.charge.succeeded", livemode: false };
    const payload = JSON.stringify(thin);
    expect(readDelivery(payload, sign(payload, secret))).toEqual({
      kind: "notification",
      id: "evt_2",
      type: "v1.charge.succeeded",
    });
    expect(readDelivery(payload, sign(payload, "whsec_of_somebody_else"))).toBeNull();
  });

  it.each([
    ["no JSON", "{"],
    ["another thing of Stripe's", JSON.stringify({ ...given, object: "charge" })],
    ["an event without an id", JSON.stringify({ ...given, id: undefined })],
    ["an event about nothing", JSON.stringify({ ...given, data: {} })],
    ["null", "null"],
  ])("that is signed and holds %s is unreadable", (_, payload) => {
    expect(readDelivery(payload, sign(payload, secret))).toEqual({ kind: "unreadable" });
  });
});
