import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InstalledTypes } from "../scripts/sdk-types";
import { RESOURCES } from "../src/resources/registry";
import { everyObject } from "./every-object";
import { newerObjects } from "./newer-objects";
import { type Started, startStripe } from "./support";

let local: Started;
let types: InstalledTypes;

beforeAll(async () => {
  local = await startStripe();
  types = new InstalledTypes();
});
afterAll(async () => {
  types.close();
  await local.close();
});

/** Objects whose events are named after another. */
const OBJECT_OF: Record<string, string> = {
  "customer.discount": "discount",
  "charge.dispute": "dispute",
  "charge.refund": "refund",
  "customer.source": "card",
  "customer.subscription": "subscription",
};

describe("the keys of what is answered", () => {
  it("are those of the SDK's types, down to the innermost object", async () => {
    const all = JSON.parse(JSON.stringify([...(await newerObjects(local)), ...(await everyObject(local))]));
    const faults = new Set(all.flatMap((answer: unknown) => types.differences(answer)));
    expect([...faults].sort()).toEqual([]);

    // A new resource is compared too: make its objects in every-object.ts.
    const seen = new Set(all.map(({ object }: { object: string }) => object));
    const known = Object.values(RESOURCES)
      .flatMap(({ events }) => events ?? [])
      .map((type) => type.split(".").slice(0, -1).join("."))
      .map((object) => OBJECT_OF[object] ?? object);
    expect([...new Set(known)].filter((object) => !seen.has(object))).toEqual([]);
  });

  it("are all looked at: a missing, an unknown and a wrong one are found in an object inside another", async () => {
    const product = await local.stripe.products.create({ name: "Mug" });
    const price = await local.stripe.prices.create({
      product: product.id,
      currency: "eur",
      unit_amount: 5,
      expand: ["product"],
    });
    const { name: _, ...rest } = product;
    const wrong = {
      ...JSON.parse(JSON.stringify(price)),
      product: { ...rest, colour: "red", active: "yes" },
    };
    expect(types.differences(wrong)).toEqual([
      "price.product.colour: not in the SDK's types",
      "price.product.name: missing",
      'price.product.active: "yes"',
    ]);
  });
});
