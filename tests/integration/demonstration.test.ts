import { readdir, readFile } from "node:fs/promises";
import { eq, inArray, sql, TransactionRollbackError } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { ProductId, VariantId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import { readCategories } from "@/lib/catalog/categories.server";
import { readProducts } from "@/lib/catalog/products.server";
import { syncCatalog } from "@/lib/catalog/sync.server";
import {
  cartLines,
  categories,
  customerSegments,
  customers,
  demonstrationItems,
  discountRedemptions,
  discountRules,
  loyaltyProgram,
  products,
  variants,
} from "@/lib/db/schema";
import { findDemonstration } from "@/lib/demonstration/find.server";
import { removeDemonstration } from "@/lib/demonstration/remove.server";
import { removalReport } from "@/lib/demonstration/report";
import { seedDemonstration } from "@/lib/demonstration/seed.server";
import { signInAsDemo } from "@/lib/demonstration/sign-in.server";
import { saveRule } from "@/lib/discounts/manage.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { cartWith, recordOf } from "@/tests/support/shop";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);

const { db } = await testDatabase();
const local = await testStripe();
const { stripe } = local;
const { checkout } = orderShop(db, local);
const eur = currency("eur");

const seed = (options?: { again: boolean }) => seedDemonstration(db, eur, options);
const remove = () => removeDemonstration(db, stripe, eur);
const productBy = async (slug: string) =>
  (await db.select().from(products).where(eq(products.slug, slug)))[0];
const ruleBy = async (code: string) =>
  (await db.select().from(discountRules).where(eq(discountRules.code, code)))[0];
const isActiveAtStripe = async (id: string | null | undefined) =>
  (await stripe.products.retrieve(id ?? "")).active;
const namesOf = (removed: Awaited<ReturnType<typeof remove>>, outcome: string) =>
  removed.filter((one) => one.outcome === outcome).map(({ item }) => item.id);

/** What the migration makes of a database that is full already. */
async function backfill(): Promise<string> {
  const [file] = (await readdir("drizzle")).filter((name) => name.endsWith("_demonstration.sql"));
  const statements = (await readFile(`drizzle/${file}`, "utf8")).split("--> statement-breakpoint");
  return statements.find((statement) => statement.includes("INSERT")) ?? "";
}

/** Before anything of it is taken out. */
const atStripe = new Map<string, string | null>();

beforeAll(async () => {
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  await seed();
  await syncCatalog(db, stripe);
  for (const { slug, stripeProductId } of await db.select().from(products))
    atStripe.set(slug, stripeProductId);
});

describe("the demonstration", () => {
  it("is added once: what somebody has deleted or changed stays so", async () => {
    expect(await seed()).toBe(0);
    await db.delete(variants).where(eq(variants.productId, "prd_desk-tray" as ProductId));
    await db.delete(products).where(eq(products.slug, "desk-tray"));
    await db.delete(discountRules).where(eq(discountRules.code, "BYGONE"));
    await db.update(variants).set({ unitAmount: 2550 }).where(eq(variants.sku, "KC-BOWL-MOSS-20"));
    expect(await seed()).toBe(0);
    expect(await seed({ again: true })).toBe(0);
    expect(await productBy("desk-tray")).toBeUndefined();
    expect(await ruleBy("BYGONE")).toBeUndefined();
  });

  it("does not change the merchant's items with the same names", async () => {
    const found = await findDemonstration(db, eur);
    expect(found.filter(({ isEdited }) => isEdited).map(({ id }) => id)).toEqual(["prd_serving-bowl"]);
    await db.delete(demonstrationItems).where(eq(demonstrationItems.id, "prd_tea-towel"));
    expect(await seed()).toBe(0);
    expect((await findDemonstration(db, eur)).map(({ id }) => id)).not.toContain("prd_tea-towel");
  });

  it("is recognised in a database from before the store recorded what it adds, and before it had a language", async () => {
    const kept = await db.select().from(demonstrationItems);
    await db.delete(demonstrationItems);
    await db.execute(`create table demonstration_items (item text)`);
    await db.execute(sql.raw(await backfill()));
    const known = await db.select().from(demonstrationItems);
    expect(known.map(({ kind, id }) => `${kind} ${id}`).sort()).toEqual(
      expect.arrayContaining(kept.map(({ kind, id }) => `${kind} ${id}`)),
    );
    expect(await seed()).toBe(0);
    const found = await findDemonstration(db, eur);
    expect(found.filter(({ isEdited }) => isEdited).map(({ id }) => id)).toEqual(["prd_serving-bowl"]);
    await db
      .transaction(async (tx) => {
        await tx.update(categories).set({ name: sql`name - 'de'`, description: sql`description - 'de'` });
        await tx.update(discountRules).set({ name: sql`name - 'de'` });
        const older = await findDemonstration(tx, eur);
        expect(older.filter(({ isEdited }) => isEdited).map(({ id }) => id)).toEqual(["prd_serving-bowl"]);
        tx.rollback();
      })
      .catch((error) => {
        if (!(error instanceof TransactionRollbackError)) throw error;
      });
    await db.delete(demonstrationItems);
    await db.insert(demonstrationItems).values(kept);
  });
});

describe("removing the demonstration", () => {
  it("keeps orders whole and the merchant's own items, and archives its products at Stripe", async () => {
    const lantern = "var_kc-lantern-30" as VariantId;
    const pencil = "var_kc-pencil" as VariantId;
    const ordered = await checkout(await cartWith(db, [[lantern, 5]]));
    const before = await recordOf(db, ordered.orderId);
    const cartId = await cartWith(db, [[pencil, 2]]);
    const [{ stripePriceId: pencilPrice } = { stripePriceId: null }] = await db
      .select()
      .from(variants)
      .where(eq(variants.id, pencil));
    const ada = await signInAsDemo("expired-card", "en", new Headers());
    await signInAsDemo("regular", "en", new Headers());
    await saveRule(db, {
      id: "rule_code_tenoff",
      kind: "promotion_code",
      code: "TENOFF",
      name: { en: "Our own", fr: "À nous" },
      conditions: { benefit: { type: "percent", percent: 5 }, segments: ["regulars"] },
      combinable: true,
    });
    // At Stripe, and the store has not heard of it.
    await stripe.products.update(atStripe.get("bud-vase") ?? "", { name: "Our bud vase" });

    const removed = await remove();

    expect(namesOf(removed, "merchants").sort()).toEqual([
      "prd_bud-vase",
      "prd_serving-bowl",
      "rule_code_tenoff",
    ]);
    expect(namesOf(removed, "kept_for_orders").sort()).toEqual([
      "prd_paper-lantern",
      "prd_stoneware-mug",
      "prd_table-lamp",
      "rule_threshold_100",
    ]);
    expect(namesOf(removed, "needed").sort()).toEqual(["ceramics", "light", "regulars", "textiles"]);

    const codes = await db.select({ code: discountRules.code }).from(discountRules);
    expect(codes.map(({ code }) => code).sort()).toEqual(["TENOFF", null]);
    expect(await db.select().from(discountRules).where(eq(discountRules.active, true))).toHaveLength(1);
    expect(await db.select().from(customerSegments)).toHaveLength(1);
    expect(await db.select().from(loyaltyProgram)).toEqual([]);

    const onSale = (await readProducts(db, undefined)).map(({ slug }) => slug).sort();
    expect(onSale).toEqual(["bud-vase", "serving-bowl", "tea-towel"]);
    expect((await productBy("bud-vase"))?.name.en).toBe("Our bud vase");
    expect(await productBy("cedar-pencil")).toBeUndefined();
    expect((await db.select().from(categories)).map(({ slug }) => slug).sort()).toEqual([
      "ceramics",
      "light",
      "textiles",
    ]);
    expect((await readCategories(db)).map(({ slug }) => slug)).toEqual(["ceramics", "textiles"]);

    expect(await recordOf(db, ordered.orderId)).toEqual(before);
    expect(
      await db.$count(discountRedemptions, eq(discountRedemptions.orderId, ordered.orderId)),
    ).toBeGreaterThan(0);
    expect(await db.$count(cartLines, eq(cartLines.cartId, cartId))).toBe(0);
    expect(
      await db
        .select()
        .from(customers)
        .where(inArray(customers.id, [ada])),
    ).toEqual([]);

    expect(await isActiveAtStripe(atStripe.get("stoneware-mug"))).toBe(false);
    expect(await isActiveAtStripe(atStripe.get("cedar-pencil"))).toBe(false);
    expect((await stripe.prices.retrieve(pencilPrice ?? "")).active).toBe(false);
    expect(await isActiveAtStripe(atStripe.get("bud-vase"))).toBe(true);
    expect(await isActiveAtStripe(atStripe.get("tea-towel"))).toBe(true);
    const report = removalReport(removed).join("\n");
    expect(report).toContain("Off sale or ended, and kept for the orders that name them: goods 3: ");
    expect(report).toMatch(/Archived in Stripe: \d+ products/);
  });

  it("does nothing the second time, and a start of the local store does not bring it back", async () => {
    expect(namesOf(await remove(), "needed").sort()).toEqual(["ceramics", "light", "regulars", "textiles"]);
    expect(await seed()).toBe(0);
    const sync = await syncCatalog(db, stripe);
    expect(sync.created).toBe(0);
    expect((await readProducts(db, undefined)).map(({ slug }) => slug)).toHaveLength(3);
    expect(await isActiveAtStripe(atStripe.get("stoneware-mug"))).toBe(false);
  });

  it("can be undone by adding the demonstration again", async () => {
    expect(await seed({ again: true })).toBeGreaterThan(30);
    await syncCatalog(db, stripe);
    const onSale = await readProducts(db, undefined);
    expect(onSale.map(({ slug }) => slug)).toEqual(
      expect.arrayContaining(["stoneware-mug", "cedar-pencil", "desk-tray"]),
    );
    const sold = await db.select().from(variants).where(eq(variants.sku, "KC-PENCIL"));
    expect((await stripe.prices.retrieve(sold[0]?.stripePriceId ?? "")).active).toBe(true);
    expect(await isActiveAtStripe((await productBy("cedar-pencil"))?.stripeProductId)).toBe(true);
    expect(await isActiveAtStripe(atStripe.get("stoneware-mug"))).toBe(true);
    expect((await ruleBy("TENOFF"))?.name.en).toBe("Our own");
    expect(await ruleBy("ALLFREE")).toMatchObject({ active: true });
    expect(
      (await db.select().from(discountRules).where(eq(discountRules.id, "rule_threshold_100")))[0],
    ).toMatchObject({ active: true });
  });

  it("says which products are not in the account of these keys", async () => {
    await db
      .update(products)
      .set({ stripeProductId: "prod_of_the_other_mode" })
      .where(eq(products.slug, "letter-set"));
    const removed = await remove();
    expect(removed).toContainEqual(
      expect.objectContaining({
        outcome: "deleted",
        stripe: { productId: "prod_of_the_other_mode", result: "unknown" },
      }),
    );
    expect(removalReport(removed).join("\n")).toContain("prod_of_the_other_mode");
  });

  it("keeps a segment and the loyalty program while a merchant's rule needs them, also a paused rule", async () => {
    await seed({ again: true });
    const [carried] = await db.select().from(discountRedemptions);
    if (!carried) throw new Error("an order carries a rule");
    await db.insert(discountRedemptions).values({ ...carried, ruleId: "rule_history_regulars" });
    await db.update(discountRules).set({ active: false }).where(eq(discountRules.code, "TENOFF"));
    await saveRule(db, {
      id: "rule_own_gold",
      kind: "loyalty",
      name: { en: "Our gold", fr: "Notre or" },
      conditions: { benefit: { type: "percent", percent: 5 }, tier: "gold" },
      combinable: true,
    });
    const own = eq(discountRules.id, "rule_own_gold");
    const removed = await remove();
    expect(namesOf(removed, "kept_for_orders")).toContain("rule_history_regulars");
    expect(namesOf(removed, "needed")).toEqual(expect.arrayContaining(["regulars", "store"]));
    await db.update(discountRules).set({ active: false }).where(own);
    expect(namesOf(await remove(), "needed")).toEqual(expect.arrayContaining(["regulars", "store"]));
    expect(await db.$count(loyaltyProgram)).toBe(1);

    await db.delete(discountRules).where(own);
    await db.delete(discountRules).where(eq(discountRules.code, "TENOFF"));
    expect(namesOf(await remove(), "deleted")).toEqual(expect.arrayContaining(["regulars", "store"]));
    expect(await db.$count(loyaltyProgram)).toBe(0);
    expect(await db.$count(customerSegments)).toBe(0);
  });
});
