import { beforeEach, describe, expect, it, vi } from "vitest";
import { newProductId } from "@/lib/base/ids";
import { updateFromStripe } from "@/lib/catalog/update-from-stripe.server";
import { products } from "@/lib/db/schema";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { mugShop } from "@/tests/support/mug-shop";

const { db } = await testDatabase();
const { stripe, control } = await testStripe();
const { product, variant, productId, atStripe, sync, editHere, priceHere, renew } = mugShop(
  db,
  stripe,
  control,
);

beforeEach(async () => {
  vi.restoreAllMocks();
  await renew();
});

describe("an edit made while the sync runs", () => {
  /** Once, when the sync makes this call to Stripe; `then` comes after the call. */
  function during(
    resource: "products" | "prices",
    call: "create" | "update",
    edit: () => PromiseLike<unknown>,
    when: "before" | "after" = "before",
  ): void {
    const target: Record<string, (...given: never[]) => unknown> = Object(stripe[resource]);
    const real = target[call]?.bind(target) ?? expect.fail(`no ${resource}.${call}`);
    vi.spyOn(target, call).mockImplementationOnce(async (...given) => {
      if (when === "before") await edit();
      const answer = await real(...given);
      if (when === "after") await edit();
      return answer;
    });
  }

  it("in the store keeps a product off sale, and Stripe is updated", async () => {
    await editHere({ name: { en: "Our mug", fr: "Tasse" } });
    during("products", "update", () => editHere({ active: false }));
    await sync();
    expect(await product()).toMatchObject({ active: false, name: { en: "Our mug" } });
    expect(await atStripe()).toMatchObject({ active: false, name: "Our mug" });
    expect(await sync()).toMatchObject({ conflicts: [] });
  });

  it("in the store is kept while Stripe is being updated, and is not a conflict", async () => {
    await editHere({ name: { en: "Our mug", fr: "Tasse" } });
    during("products", "update", () => editHere({ name: { en: "Our big mug", fr: "Tasse" } }));
    expect(await sync()).toMatchObject({ conflicts: [] });
    expect((await product()).name.en).toBe("Our big mug");
    expect((await atStripe()).name).toBe("Our big mug");
  });

  it("in the store of a product that is new to Stripe is kept", async () => {
    await control("/reset");
    during("products", "create", () => editHere({ active: false }));
    await sync();
    expect((await product()).active).toBe(false);
    expect((await atStripe()).active).toBe(false);
  });

  it("of an amount is kept, before Stripe is updated and during that", async () => {
    await editHere({ name: { en: "Our mug", fr: "Tasse" } });
    during("products", "update", () => priceHere(2600));
    during("prices", "create", () => priceHere(2700));
    await sync();
    expect((await variant()).unitAmount).toBe(2700);
    await sync();
    const { stripePriceId, unitAmount } = await variant();
    expect(unitAmount).toBe(2700);
    expect((await stripe.prices.retrieve(stripePriceId ?? "")).unit_amount).toBe(2700);
  });

  it("at Stripe is not undone by what was read there before its event", async () => {
    await editHere({ description: { en: "Holds soup.", fr: "Pour la soupe." } });
    const { update } = stripe.products;
    const edit = async () => {
      await update.call(stripe.products, await productId(), { name: "Big mug" });
      await updateFromStripe(db, stripe, { productId: await productId() });
    };
    during("products", "update", edit, "after");
    await sync();
    expect((await product()).name.en).toBe("Big mug");
    expect(await atStripe()).toMatchObject({ name: "Big mug", description: "Holds soup." });
  });

  it("at Stripe of another product is not undone, although no event comes", async () => {
    const { id: _, ...mug } = await product();
    await db
      .insert(products)
      .values({ ...mug, id: newProductId(), slug: "bowl", stripeProductId: null, agreed: null });
    await sync();
    const ids = (await db.select().from(products)).map(({ stripeProductId }) => stripeProductId ?? "");
    await editHere({ description: { en: "Holds soup.", fr: "Pour la soupe." } });
    const { update } = stripe.products;
    const edit = async () => {
      for (const id of ids) await update.call(stripe.products, id, { name: "Vessel" });
    };
    during("products", "update", edit, "after");
    await sync();
    for (const id of ids) {
      expect(await stripe.products.retrieve(id)).toMatchObject({
        name: "Vessel",
        description: "Holds soup.",
      });
    }
  });
});
