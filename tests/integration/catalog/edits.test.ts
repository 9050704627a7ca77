import { spawn } from "node:child_process";
import { once } from "node:events";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { listPriceProblems } from "@/lib/catalog/price-problems.server";
import { updateFromStripe } from "@/lib/catalog/update-from-stripe.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { mugShop } from "@/tests/support/mug-shop";

const { db, url } = await testDatabase();
const { stripe, control } = await testStripe();

const { product, variant, productId, atStripe, sync, editHere, priceHere, priceAtStripe, renew } = mugShop(
  db,
  stripe,
  control,
);
const codes = async () => (await listPriceProblems(db)).map(({ code, sku }) => [code, sku]);

/** What the store and Stripe have of the product and its price. */
async function everything() {
  const listed = await stripe.prices.list({ product: await productId(), limit: 100 });
  const prices = listed.data.map(({ id, active, unit_amount, lookup_key }) => [
    id,
    active,
    unit_amount,
    lookup_key,
  ]);
  const { name, description, active, metadata } = await atStripe();
  const row = await product();
  return {
    stripe: { name, description, active, metadata, prices: prices.sort() },
    store: [row.name, row.description, row.active, (await variant()).unitAmount],
  };
}

/** `npm run catalog:sync`, as a process of its own. */
async function command(...args: string[]): Promise<{ code: unknown; said: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/catalog-sync.ts", ...args], {
    env: { ...process.env, DATABASE_URL: url, TSX_TSCONFIG_PATH: "tsconfig.scripts.json" },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
  const [code] = await once(child, "exit");
  return { code, said };
}

beforeEach(async () => {
  vi.restoreAllMocks();
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  await renew();
});

describe("a product that was edited at Stripe without an event", () => {
  it("keeps the edit, also one in the same second, and the store applies it", async () => {
    const edit = {
      name: "Big mug",
      description: "Holds soup.",
      active: false,
      images: ["https://files.example.com/mug.jpg"],
      metadata: { name_fr: "Grande tasse", care: "by hand" },
    };
    await stripe.products.update(await productId(), edit);
    expect(await sync()).toMatchObject({ created: 0, conflicts: [] });
    expect(await atStripe()).toMatchObject({
      ...edit,
      metadata: { ...edit.metadata, slug: "mug", description_fr: "Pour le thé." },
    });
    expect(await product()).toMatchObject({
      name: { en: "Big mug", fr: "Grande tasse" },
      description: { en: "Holds soup.", fr: "Pour le thé." },
      active: false,
    });
    expect(await sync()).toMatchObject({ created: 0, updated: 0 });
  });

  it("loses its description when the merchant has cleared it", async () => {
    await stripe.products.update(await productId(), { description: "" });
    await sync();
    expect((await product()).description).toEqual({ en: "", fr: "Pour le thé." });
    expect((await atStripe()).description).toBeNull();
  });

  it("is merged with what was edited in the store", async () => {
    await stripe.products.update(await productId(), { name: "Big mug" });
    await editHere({ description: { en: "Holds soup.", fr: "Pour la soupe." } });
    expect(await sync()).toMatchObject({ created: 0, conflicts: [] });
    expect(await atStripe()).toMatchObject({
      name: "Big mug",
      description: "Holds soup.",
      metadata: { description_fr: "Pour la soupe." },
    });
    expect((await product()).name.en).toBe("Big mug");
  });

  it("is copied by a store that has no record of what was agreed", async () => {
    await editHere({ agreed: null });
    await control("/clock", { advance_seconds: 60 });
    await stripe.products.update(await productId(), { name: "Big mug" });
    await sync();
    expect((await product()).name.en).toBe("Big mug");
    expect((await atStripe()).name).toBe("Big mug");
  });
});

describe("a description in another language that is too long for Stripe's metadata", () => {
  const long = "Une tasse. ".repeat(50);

  it("stays in the store, and the product is synced without it", async () => {
    await editHere({ name: { en: "Our mug", fr: "Tasse" }, description: { en: "Holds soup.", fr: long } });
    expect(await sync()).toMatchObject({ failures: [], conflicts: [] });
    const { name, metadata } = await atStripe();
    expect({ name, metadata }).toEqual({ name: "Our mug", metadata: { slug: "mug", name_fr: "Tasse" } });
    expect((await product()).description).toEqual({ en: "Holds soup.", fr: long });
    expect(await sync()).toMatchObject({ created: 0, updated: 0 });
  });

  it("is sent as soon as it fits", async () => {
    await editHere({ description: { en: "Holds soup.", fr: long } });
    await sync();
    await editHere({ description: { en: "Holds soup.", fr: "Pour la soupe." } });
    expect(await sync()).toMatchObject({ failures: [], conflicts: [] });
    expect((await atStripe()).metadata.description_fr).toBe("Pour la soupe.");
  });

  it("keeps no new product from its sale", async () => {
    await control("/reset");
    await editHere({ description: { en: "Holds soup.", fr: long } });
    expect(await sync()).toMatchObject({ created: 3, failures: [] });
    expect(await variant()).toMatchObject({ active: true, stripePriceId: expect.stringMatching(/^price_/) });
  });
});

describe("an edit in the store that Stripe does not have yet", () => {
  it("is not undone by an event about another part of the product", async () => {
    await editHere({ name: { en: "Our mug", fr: "Tasse" } });
    await priceHere(2600);
    await stripe.products.update(await productId(), { description: "Holds soup." });
    await updateFromStripe(db, stripe, { productId: await productId() });
    expect(await product()).toMatchObject({ name: { en: "Our mug" }, description: { en: "Holds soup." } });
    expect(await variant()).toMatchObject({ unitAmount: 2600, active: true });
    expect(await sync()).toMatchObject({ conflicts: [] });
    expect(await atStripe()).toMatchObject({ name: "Our mug", description: "Holds soup." });
  });

  it("is sent by a store that has no record of what was agreed", async () => {
    await editHere({ agreed: null, name: { en: "Our mug", fr: "Tasse" } });
    await sync();
    expect((await atStripe()).name).toBe("Our mug");
  });
});

describe("a name that was edited on both sides", () => {
  beforeEach(async () => {
    await editHere({ name: { en: "Our mug", fr: "Tasse" } });
    await stripe.products.update(await productId(), { name: "Big mug" });
  });

  it("is left unchanged and reported, at every sync", async () => {
    const before = await everything();
    const conflict = { slug: "mug", fact: "nameEn", store: "Our mug", stripe: "Big mug" };
    expect(await sync()).toMatchObject({ created: 0, conflicts: [conflict] });
    expect((await sync()).conflicts).toEqual([conflict]);
    expect(await everything()).toEqual(before);
    expect(await codes()).toEqual([["product_edited_twice", null]]);
  });

  it("is left unchanged by its event, and still reported by the sync", async () => {
    await updateFromStripe(db, stripe, { productId: await productId() });
    expect((await product()).name.en).toBe("Our mug");
    expect(await codes()).toEqual([["product_edited_twice", null]]);
    expect((await sync()).conflicts).toHaveLength(1);
  });

  it.each([
    ["store", "Our mug"],
    ["stripe", "Big mug"],
  ] as const)("is the %s's when the command says so", async (prefer, name) => {
    await sync();
    expect((await sync(prefer)).conflicts).toEqual([]);
    expect((await product()).name.en).toBe(name);
    expect((await atStripe()).name).toBe(name);
    expect(await codes()).toEqual([]);
    expect(await sync()).toMatchObject({ updated: 0, conflicts: [] });
  });
});

describe("a price that was edited on both sides", () => {
  beforeEach(async () => {
    await priceHere(2600);
  });

  it("is reported with both values, changes nothing, and fails the command until a side is chosen", async () => {
    await priceAtStripe(2700);
    const before = await everything();
    const { code, said } = await command();
    expect(code).toBe(1);
    expect(said).toContain("MUG-S, price: €26.00 in the store, €27.00 at Stripe");
    expect(said).toContain("--prefer store");
    expect(await everything()).toEqual(before);
    // What would be charged is archived: nobody could pay.
    expect((await variant()).active).toBe(false);
    expect(await codes()).toEqual([["price_edited_twice", "MUG-S"]]);

    const chosen = await command("--prefer", "stripe");
    expect(chosen).toMatchObject({ code: 0 });
    expect(await variant()).toMatchObject({ unitAmount: 2700, active: true });
  }, 120_000);

  it("stays on sale while the store's Price is not archived", async () => {
    const { stripePriceId } = await variant();
    const { id } = await stripe.prices.create({
      product: await productId(),
      currency: "eur",
      unit_amount: 2700,
      lookup_key: "MUG-S",
      transfer_lookup_key: true,
    });
    const before = await everything();
    expect((await sync()).conflicts).toEqual([{ sku: "MUG-S", currency: "eur", store: 2600, stripe: 2700 }]);
    expect(await everything()).toEqual(before);
    expect(await variant()).toMatchObject({ stripePriceId, active: true });
    expect((await sync("stripe")).conflicts).toEqual([]);
    expect(await variant()).toMatchObject({ stripePriceId: id, unitAmount: 2700 });
  });

  it("is left unchanged by its events, and still reported by the sync", async () => {
    await priceAtStripe(2700);
    await updateFromStripe(db, stripe, { productId: await productId() });
    expect(await variant()).toMatchObject({ unitAmount: 2600 });
    expect((await sync()).conflicts).toHaveLength(1);
  });

  it("is the store's when the command says so, with a new Price", async () => {
    const theirs = await priceAtStripe(2700);
    await sync("store");
    const { stripePriceId, unitAmount, active } = await variant();
    expect({ unitAmount, active }).toEqual({ unitAmount: 2600, active: true });
    expect(await stripe.prices.retrieve(stripePriceId ?? "")).toMatchObject({
      unit_amount: 2600,
      active: true,
    });
    expect((await stripe.prices.retrieve(theirs)).active).toBe(false);
    expect(await codes()).toEqual([]);
    expect(await sync()).toMatchObject({ created: 0, updated: 0, conflicts: [] });
  });

  it("is no conflict when the amounts are equal", async () => {
    const id = await priceAtStripe(2600);
    expect((await sync()).conflicts).toEqual([]);
    expect(await variant()).toMatchObject({ stripePriceId: id, unitAmount: 2600, active: true });
  });
});

describe("a Price that was archived", () => {
  it("is not replaced by a newer one without a name, which may be for other buyers; both are reported", async () => {
    const { stripePriceId } = await variant();
    await control("/clock", { advance_seconds: 60 });
    const { id } = await stripe.prices.create({
      product: await productId(),
      currency: "eur",
      unit_amount: 1500,
    });
    await updateFromStripe(db, stripe, { productId: await productId() });
    await stripe.prices.update(stripePriceId ?? "", { active: false });
    await updateFromStripe(db, stripe, { productId: await productId() });
    expect(await variant()).toMatchObject({ stripePriceId, unitAmount: 2400, active: false });
    const { code, said } = await command();
    expect(code).toBe(0);
    expect(said).toContain(`MUG-S  price_unclear  ${id}`);
    expect(said).toContain(`its Price ${stripePriceId} is archived`);
    expect(said).toContain(`give ${id} the metadata sku = MUG-S`);
    expect(await variant()).toMatchObject({ stripePriceId, unitAmount: 2400, active: false });

    await stripe.prices.update(id, { metadata: { sku: "MUG-S" } });
    expect(await sync()).toMatchObject({ offSale: 0 });
    expect(await variant()).toMatchObject({ stripePriceId: id, unitAmount: 1500, active: true });
    expect(await codes()).toEqual([]);
  }, 120_000);

  it("is reported by the command each time, with the variant that is off sale, and what to do", async () => {
    await stripe.prices.update((await variant()).stripePriceId ?? "", { active: false });
    for (const _ of ["first", "second"]) {
      const { code, said } = await command();
      expect(code).toBe(0);
      expect(said).toContain("1 off sale without a price");
      expect(said).toContain("MUG-S  price_archived");
      expect(said).toContain("Take the Price out of the archive");
    }
  }, 120_000);
});

it.each([
  [["--everything"], "--everything"],
  [["MUG-S"], "MUG-S"],
  [["--prefer", "both"], '"both"'],
])(
  "catalog:sync refuses %j by name and does nothing",
  async (args, name) => {
    await stripe.products.update(await productId(), { name: "Big mug" });
    const { code, said } = await command(...args);
    expect(code).toBe(1);
    expect(said).toContain(name);
    expect((await product()).name.en).toBe("Mug");
  },
  120_000,
);
