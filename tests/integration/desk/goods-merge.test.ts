import { eq } from "drizzle-orm";
import fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { POST as lookRoute } from "@/app/api/admin/goods/[productId]/preview/route";
import { PUT as saveRoute } from "@/app/api/admin/goods/[productId]/route";
import type { ProductId } from "@/lib/base/ids";
import { auditEntries, variants } from "@/lib/db/schema";
import type { GoodsForm } from "@/lib/desk/goods/goods-form";
import { lookAtGoods, saveGoods } from "@/lib/desk/goods/save-goods.server";
import { testDatabase } from "@/tests/support/database";
import { deskGoods } from "@/tests/support/desk-goods";
import { deskStaff } from "@/tests/support/desk-staff";
import { testStripe } from "@/tests/support/local-stripe";
import { onHand } from "@/tests/support/shop";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);
vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => {} }));
vi.mock("next/cache", async (original) => ({ ...(await original<object>()), revalidateTag: () => {} }));

const { db } = await testDatabase();
const { stripe } = await testStripe();
const { stored, mug, formOf } = deskGoods(db);

beforeEach(() => {
  for (const method of ["warn", "info", "error"] as const) {
    vi.spyOn(console, method).mockImplementation(() => undefined);
  }
});

async function variantOf(id: ProductId, sku: string) {
  const found = (await stored(id)).variants.find((variant) => variant.sku === sku);
  if (!found) throw new Error("no variant");
  return found;
}

/** Forms that were opened at the same moment. */
const formsOf = (id: ProductId, ...forms: Partial<GoodsForm>[]) =>
  Promise.all(forms.map((form) => formOf(id, form)));

type Answer = Awaited<ReturnType<typeof saveGoods>>;

const conflictsOf = (answer: Answer) => ("conflicts" in answer ? (answer.conflicts ?? []) : []);

/** The choice of one's own value in every conflict. */
const allMine = (answer: Answer) =>
  Object.fromEntries(conflictsOf(answer).map(({ key, version }) => [key, version]));

const saves = async (id: ProductId, form: GoodsForm) => {
  const answer = await saveGoods(id, form, "test");
  expect(answer, JSON.stringify(answer)).toMatchObject({ ok: true });
  return answer;
};

describe("two forms of one product", () => {
  it("that change different fields are both kept, and who saves last is told of the other", async () => {
    const { id, sku, other } = await mug();
    const [one, two] = await formsOf(
      id,
      { name: { en: "One" }, price: { [sku]: "30.00" }, prices: { [`usd ${other}`]: "33.00" }, tags: "new" },
      { name: { fr: "Deux" }, weight: { [sku]: "350" }, prices: { [`gbp ${other}`]: "27" }, vendor: "Kiln" },
    );
    expect(await saves(id, one as GoodsForm)).toMatchObject({ merged: { others: [], laidOver: [] } });
    const look = await lookAtGoods(id, two as GoodsForm);
    expect(look).toMatchObject({
      ok: true,
      changes: [
        { field: "name", before: { en: "One", fr: "Tasse" }, after: { en: "One", fr: "Deux" } },
        { field: "vendor" },
        { field: "weightGrams", sku },
        { field: "prices", sku: other },
      ],
      // What it shows of Stripe is that of the two together: the new Price is there already.
      steps: [{ code: "product_updated" }, { code: "price_updated", sku: other }],
    });
    const saved = await saves(id, two as GoodsForm);
    expect(saved.ok && saved.merged.others.map(({ name, text }) => [name, text])).toEqual([
      ["name.en", "One"],
      ["tags", "new"],
      [`price.${sku}`, "30.00"],
      [`prices.usd ${other}`, "33.00"],
    ]);
    const { product } = await stored(id);
    expect(product).toMatchObject({ name: { en: "One", fr: "Deux" }, tags: ["new"], vendor: "Kiln" });
    expect(await variantOf(id, sku)).toMatchObject({ unitAmount: 3000, weightGrams: 350 });
    expect((await variantOf(id, other)).prices).toEqual({ usd: { amount: 3300 }, gbp: { amount: 2700 } });
    const atStripe = await stripe.prices.retrieve((await variantOf(id, sku)).stripePriceId ?? "");
    expect(atStripe.unit_amount).toBe(3000);
  });

  it("that change the same are asked about it with all three values, and nothing is written before", async () => {
    const { id, sku } = await mug();
    const [one, two] = await formsOf(
      id,
      { name: { en: "One" }, price: { [sku]: "30.00" } },
      {
        ...{ name: { en: "Two", fr: "Deux" }, price: { [sku]: "31" } },
        was: { "name.en": "Mug", "name.fr": "Tasse", [`price.${sku}`]: "20.00" },
      },
    );
    await saves(id, one as GoodsForm);
    const refused = await saveGoods(id, two as GoodsForm, "two");
    expect(refused).toMatchObject({
      ...{ ok: false, code: "goods_changed" },
      conflicts: [
        { key: "name.en", language: "en", before: "Mug", mine: "Two", theirs: "One" },
        { key: `price.${sku}`, sku, before: "20.00", mine: "31", theirs: "30.00" },
      ],
    });
    expect((await stored(id)).product.name).toEqual({ en: "One", fr: "Tasse" });

    const { "name.en": name = "" } = allMine(refused);
    const chosen = { ...(two as GoodsForm), mine: { "name.en": name }, theirs: [`price.${sku}`] };
    expect(await saves(id, chosen)).toMatchObject({ merged: { laidOver: ["name.en"] } });
    expect((await stored(id)).product.name).toEqual({ en: "Two", fr: "Deux" });
    expect((await variantOf(id, sku)).unitAmount).toBe(3000);
  });

  it("are asked again when a third one has changed what was shown", async () => {
    const { id } = await mug();
    const [one, two] = await formsOf(id, { name: { en: "One" } }, { name: { en: "Two" } });
    await saves(id, one as GoodsForm);
    const refused = await saveGoods(id, two as GoodsForm, "two");
    await saves(id, await formOf(id, { name: { en: "Three" } }));
    const again = await saveGoods(id, { ...(two as GoodsForm), mine: allMine(refused) }, "two");
    expect(again).toMatchObject({ code: "goods_changed", conflicts: [{ theirs: "Three" }] });
    await saves(id, { ...(two as GoodsForm), mine: allMine(again) });
    expect((await stored(id)).product.name.en).toBe("Two");
  });

  it("that type the same are one", async () => {
    const { id, sku } = await mug();
    const [one, two] = await formsOf(
      id,
      { vendor: "Kiln", price: { [sku]: "30.00" }, state: "off" },
      { vendor: " Kiln ", price: { [sku]: "30" }, state: "off" },
    );
    await saves(id, one as GoodsForm);
    expect(await saves(id, two as GoodsForm)).toMatchObject({ changes: [] });
  });

  it("keep what was sold meanwhile, whoever changes words", async () => {
    const { id, sku, variantId } = await mug();
    const [one, two] = await formsOf(id, { price: { [sku]: "30.00" } }, { description: { en: "Tea." } });
    await db.update(variants).set({ onHand: 2 }).where(eq(variants.id, variantId));
    await saves(id, one as GoodsForm);
    await db.update(variants).set({ onHand: 1 }).where(eq(variants.id, variantId));
    const saved = await saves(id, two as GoodsForm);
    expect(saved.ok && saved.merged.others.map(({ name }) => name)).toEqual([`price.${sku}`]);
    expect(await onHand(db, variantId)).toBe(1);
  });

  it("are refused when each is right and both together are not", async () => {
    const { id } = await mug();
    const added = (sku: string) => ({ newSku: sku, newPrice: "9.00", newOption: { colour: "Navy" } });
    const [one, two] = await formsOf(id, added("NAVY-1"), added("NAVY-2"));
    await saves(id, one as GoodsForm);
    expect(await saveGoods(id, two as GoodsForm, "two")).toMatchObject({ code: "goods_refused" });
    expect((await stored(id)).variants).toHaveLength(3);
  });

  it("of when it is sold are one choice", async () => {
    const { id } = await mug();
    const at = { state: "at" as const, from: "2031-07-01T09:00" };
    const was = { state: "draft", from: "" };
    const [one, two] = await formsOf(id, at, { state: "off", was });
    await saves(id, one as GoodsForm);
    expect(await saveGoods(id, two as GoodsForm, "two")).toMatchObject({
      conflicts: [{ key: "state", before: "draft", mine: "off", theirs: "at 2031-07-01 09:00" }],
    });
    const same = await formsOf(id, { state: "off" });
    await saves(id, same[0] as GoodsForm);
    expect(await lookAtGoods(id, { ...(one as GoodsForm), ...at })).toMatchObject({ code: "goods_changed" });
  });
});

describe("changes of different fields", () => {
  const changes = (sku: string, other: string): Partial<GoodsForm>[] => [
    { name: { en: "One" } },
    { name: { fr: "Deux" } },
    { description: { de: "Ein Becher." } },
    { details: { en: "Holds tea\nTwo handles" } },
    { vendor: "Kiln" },
    { tags: "new, gift" },
    { seoTitle: { en: "A mug" } },
    { state: "at", from: "2031-07-01T09:00" },
    { price: { [sku]: "30.00" } },
    { price: { [other]: "31.00" } },
    { prices: { [`usd ${sku}`]: "33.00" } },
    { prices: { [`gbp ${sku}`]: "27.00" } },
    { cost: { [sku]: "9.00" } },
    { sale: { [other]: "off" } },
    { valueName: { "colour c0 fr": "Rouge" } },
    { swatch: { "colour c1": "#00f" } },
  ];

  function both(forms: readonly Partial<GoodsForm>[]): Partial<GoodsForm> {
    const all: Record<string, unknown> = {};
    for (const [key, value] of forms.flatMap((form) => Object.entries(form))) {
      const before = all[key];
      all[key] = typeof value === "object" && typeof before === "object" ? { ...before, ...value } : value;
    }
    return all;
  }

  it("give the same, whoever is first and whoever of the two changes what", async () => {
    const choices = fc.array(fc.constantFrom("one", "two", "nobody"), { minLength: 16, maxLength: 16 });
    await fc.assert(
      fc.asyncProperty(choices, async (whose) => {
        const results = [];
        for (const isTurned of [false, true]) {
          const { id, sku, other } = await mug();
          const of = (who: string) => both(changes(sku, other).filter((_, at) => whose[at] === who));
          const forms = await formsOf(id, of("one"), of("two"));
          for (const form of isTurned ? forms.toReversed() : forms) await saves(id, form);
          const { product, variants: own } = await stored(id);
          const { name, description, details, vendor, tags, seoTitle, publishedAt, options } = product;
          results.push([
            ...[name, description, details, vendor, tags, seoTitle, publishedAt?.getFullYear(), options],
            own.map(({ unitAmount, prices, costAmount, active }) => [unitAmount, prices, costAmount, active]),
          ]);
        }
        expect(results[0]).toEqual(results[1]);
      }),
      { numRuns: 6 },
    );
  });
});

describe("variants that two change", () => {
  it("are known by what they are, whatever SKU they have by now", async () => {
    const { id, sku, other } = await mug();
    const [one, two] = await formsOf(
      id,
      { sku: { [sku]: `${sku}-NEW` } },
      { price: { [sku]: "31.00" }, lowStockAt: { [sku]: "some" } },
    );
    await saves(id, one as GoodsForm);
    await saves(id, await formOf(id, { sku: { [other]: sku } }));
    // The one that has the SKU now is another one.
    expect(await saveGoods(id, two as GoodsForm, "two")).toMatchObject({
      problems: [{ field: `lowStockAt.${sku}` }],
    });
    await saves(id, { ...(two as GoodsForm), lowStockAt: {} });
    expect((await variantOf(id, `${sku}-NEW`)).unitAmount).toBe(3100);
    expect((await variantOf(id, sku)).unitAmount).toBe(2000);
  });

  it("that are gone are told to who has changed them, and the rest of the form can be saved", async () => {
    const { id, sku, other } = await mug();
    const [one, two] = await formsOf(
      id,
      { sale: { [other]: "remove" } },
      { price: { [other]: "9.00", [sku]: "31.00" }, weight: { [other]: "300" } },
    );
    await saves(id, one as GoodsForm);
    const refused = await saveGoods(id, two as GoodsForm, "two");
    expect(refused).toMatchObject({
      conflicts: [{ key: `variant.${other}`, names: [`price.${other}`, `weight.${other}`], theirs: null }],
    });
    const over = { ...(two as GoodsForm), mine: allMine(refused) };
    expect(await saveGoods(id, over, "two")).toMatchObject({ code: "goods_changed" });
    await saves(id, { ...(two as GoodsForm), theirs: [`variant.${other}`] });
    expect((await stored(id)).variants.map((one) => [one.sku, one.unitAmount])).toEqual([[sku, 3100]]);
  });

  it("are removed by nobody who has not seen what somebody else changed of them", async () => {
    const { id, other } = await mug();
    const [one, two] = await formsOf(
      id,
      { barcode: { [other]: "4006381333931" } },
      { sale: { [other]: "remove" } },
    );
    await saves(id, one as GoodsForm);
    const refused = await saveGoods(id, two as GoodsForm, "two");
    expect(refused).toMatchObject({ conflicts: [{ key: `sale.${other}`, field: "variant" }] });
    await saves(id, await formOf(id, { weight: { [other]: "300" } }));
    const over = { ...(two as GoodsForm), mine: allMine(refused) };
    expect(await saveGoods(id, over, "two")).toMatchObject({ code: "goods_changed" });
    const again = await saveGoods(id, two as GoodsForm, "two");
    await saves(id, { ...(two as GoodsForm), mine: allMine(again) });
    expect((await stored(id)).variants).toHaveLength(1);
  });

  it("that both remove, or add, are no conflict", async () => {
    const { id, other } = await mug();
    const remove = { sale: { [other]: "remove" } };
    const add = (sku: string, colour: string) => ({ newSku: sku, newPrice: "9.00", newOption: { colour } });
    const [one, two] = await formsOf(
      id,
      { ...remove, ...add("RED-1", "Red") },
      { ...remove, ...add("BLUE-1", "Blue") },
    );
    await saves(id, one as GoodsForm);
    await saves(id, two as GoodsForm);
    const { variants: all, product } = await stored(id);
    expect(all.map(({ sku }) => sku).slice(1)).toEqual(["RED-1", "BLUE-1"]);
    expect(product.options[0]?.values.map(({ key }) => key)).toEqual(["c0", "c1", "red", "blue"]);
  });
});

describe("lists that two change", () => {
  const [FIRST, SECOND, THIRD] = ["beeswax-candles-honey", "beeswax-candles-madder", "beeswax-candles-slate"];

  it("of tags have what either added, and not what either took out", async () => {
    const { id } = await mug();
    await saves(id, await formOf(id, { tags: "mug, old, gift" }));
    const was = { tags: "mug, old, gift" };
    const [one, two] = await formsOf(id, { tags: "mug, gift, new", was }, { tags: "mug, old, tea", was });
    await saves(id, one as GoodsForm);
    await saves(id, two as GoodsForm);
    expect((await stored(id)).product.tags).toEqual(["mug", "new", "tea"]);
  });

  it("of options are merged word by word, and a further option is asked about", async () => {
    const { id } = await mug();
    const [one, two, third] = await formsOf(
      id,
      { valueName: { "colour c0 fr": "Rouge" }, optionName: { "colour en": "Glaze" } },
      { valueName: { "colour c0 de": "Rot", "colour c1 fr": "Bleu" } },
      { axisName: "Size", axisValues: "S, L" },
    );
    await saves(id, one as GoodsForm);
    await saves(id, two as GoodsForm);
    const [axis] = (await stored(id)).product.options;
    expect(axis).toMatchObject({
      name: { en: "Glaze" },
      values: [{ label: { fr: "Rouge", de: "Rot" } }, { label: { fr: "Bleu" } }],
    });
    await saves(id, third as GoodsForm);
    const fourth = { ...(third as GoodsForm), axisValues: "S, M" };
    const refused = await saveGoods(id, fourth, "fourth");
    expect(refused).toMatchObject({ conflicts: [{ key: "axisName", names: ["axisName", "axisValues"] }] });
    await saves(id, { ...fourth, theirs: ["axisName"] });
    expect((await stored(id)).product.options.map(({ key }) => key)).toEqual(["colour", "size"]);
  });

  it("of pictures are merged picture by picture, and asked about where both changed one text", async () => {
    const { id } = await mug();
    const picture = (name: string | undefined, alt = {}) => ({
      ...{ src: `/art/${name}.svg`, alt, of: [] as string[], video: null },
    });
    const start = [picture(FIRST, { en: "A mug" }), picture(SECOND, { en: "Its side" })];
    await saves(id, await formOf(id, { pictures: JSON.stringify(start) }));
    const was = { pictures: JSON.stringify(start) };
    const [one, two] = await formsOf(
      id,
      {
        pictures: JSON.stringify([
          picture(SECOND, { en: "Its side" }),
          picture(FIRST, { en: "A blue mug", de: "Ein Becher" }),
        ]),
        was,
      },
      {
        pictures: JSON.stringify([
          picture(FIRST, { en: "A tea mug", fr: "Une tasse" }),
          picture(SECOND, { en: "Its side" }),
          picture(THIRD),
        ]),
        was,
      },
    );
    await saves(id, one as GoodsForm);
    const refused = await saveGoods(id, two as GoodsForm, "two");
    const key = `pictures alt /art/${FIRST}.svg en`;
    expect(conflictsOf(refused)).toMatchObject([
      { key, before: "A mug", mine: "A tea mug", theirs: "A blue mug", picture: { number: 1 } },
    ]);
    await saves(id, { ...(two as GoodsForm), mine: allMine(refused) });
    expect((await stored(id)).product.pictures).toMatchObject([
      { path: `/art/${SECOND}.svg` },
      { path: `/art/${THIRD}.svg` },
      { path: `/art/${FIRST}.svg`, alt: { en: "A tea mug", de: "Ein Becher", fr: "Une tasse" } },
    ]);
  });
});

describe("forms that are saved at the same moment", () => {
  it("are all kept when they change different fields", async () => {
    const { id, sku } = await mug();
    const forms = await formsOf(
      id,
      { name: { en: "One" } },
      { name: { fr: "Deux" } },
      { price: { [sku]: "33" } },
    );
    const saved = await Promise.all(forms.map((form) => saveGoods(id, form, "test")));
    expect(saved.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect((await stored(id)).product.name).toEqual({ en: "One", fr: "Deux" });
    expect((await variantOf(id, sku)).unitAmount).toBe(3300);
  });

  it("are one and two that are asked when they change the same", async () => {
    const { id } = await mug();
    const forms = await formsOf(id, { name: { en: "A" } }, { name: { en: "B" } }, { name: { en: "C" } });
    const saved = await Promise.all(forms.map((form) => saveGoods(id, form, "test")));
    expect(saved.filter(({ ok }) => ok)).toHaveLength(1);
    const won = forms[saved.findIndex(({ ok }) => ok)]?.name?.en;
    expect((await stored(id)).product.name.en).toBe(won);
    expect(saved.flatMap(conflictsOf).map(({ theirs }) => theirs)).toEqual([won, won]);
  });

  it("are one when it is the same form", async () => {
    const { id, sku } = await mug();
    const form = await formOf(id, { name: { en: "Same" }, price: { [sku]: "33" } });
    const saved = await Promise.all([1, 2, 3].map(() => saveGoods(id, form, "test")));
    expect(saved.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(saved.filter((one) => one.ok && one.changes.length > 0)).toHaveLength(1);
  });
});

describe("the desk", () => {
  async function call(route: typeof saveRoute | typeof lookRoute, id: ProductId, form: GoodsForm) {
    const person = await deskStaff(db, "manager");
    const method = route === saveRoute ? "PUT" : "POST";
    const answer = await person.who.does(() =>
      route(
        new Request(`http://localhost:3000/api/admin/goods/${id}`, {
          method,
          headers: { origin: "http://localhost:3000", "content-type": "application/json" },
          body: JSON.stringify(form),
        }),
        { params: Promise.resolve({ productId: id }) },
      ),
    );
    return { ...person, status: answer.status, body: await answer.json() };
  }

  it("says who has changed the same, and when; and of the rest whose it is and what was kept", async () => {
    const { id, sku } = await mug();
    const [one, two] = await formsOf(
      id,
      { name: { en: "One" }, price: { [sku]: "30.00" }, details: { en: "A\nB" } },
      { name: { en: "Two" }, was: { "name.en": "Mug" } },
    );
    const ada = await call(saveRoute, id, one as GoodsForm);
    expect(ada.status).toBe(200);
    const { status, body } = await call(saveRoute, id, two as GoodsForm);
    expect([status, body.error.code, body.error.fields]).toEqual([409, "goods_changed", ["name.en"]]);
    const [conflict] = body.error.conflicts;
    expect(conflict).toMatchObject({
      ...{ what: "Name (English)", before: "Mug", mine: "Two", theirs: "One", isGone: false },
      by: expect.stringMatching(new RegExp(`^${ada.email}, \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d$`)),
    });
    expect(body.error.each).toEqual([{ field: "name.en", message: expect.stringContaining("One") }]);

    const chosen = { ...(two as GoodsForm), mine: { [conflict.key]: conflict.version } };
    const bob = await call(saveRoute, id, chosen);
    expect(bob.body.others).toEqual([
      expect.stringMatching(new RegExp(`^Details \\(English\\): A\nB \\(${ada.email}, `)),
      expect.stringMatching(new RegExp(`^Price of ${sku}: €30.00 \\(${ada.email}, `)),
    ]);
    const rows = await db.select().from(auditEntries).where(eq(auditEntries.subjectId, id));
    const [asked, done] = rows.filter(({ staffId }) => staffId === bob.id);
    expect(asked?.detail).toEqual({ fields: ["name.en"] });
    expect(done?.detail).toEqual({
      ...{ before: [{ field: "name", sku: null, before: expect.anything() }] },
      ...{ after: [{ field: "name", sku: null, after: expect.objectContaining({ en: "Two" }) }] },
      ...{ merged: ["details.en", `price.${sku}`], laidOver: ["name.en"] },
    });
  });

  it("names nobody for what an import or the database changed, also where somebody had changed it before", async () => {
    const { id, sku, variantId } = await mug();
    const form = await formOf(id, { name: { en: "Two" } });
    const ada = await call(saveRoute, id, await formOf(id, { price: { [sku]: "30.00" } }));
    await db.update(variants).set({ unitAmount: 3500 }).where(eq(variants.id, variantId));
    const { body } = await call(lookRoute, id, form);
    expect(body.others).toEqual([expect.stringContaining("€35.00 (not from the desk")]);
    expect(body.others[0]).not.toContain(ada.email);
    // The save that is refused is in the log too by then.
    const refused = await call(saveRoute, id, { ...form, price: { [sku]: "36.00" } });
    expect(refused.body.error.conflicts).toMatchObject([
      { by: expect.stringContaining("not from the desk") },
    ]);
  });

  it("names who is saving while Stripe is still told of it", async () => {
    const { id, sku } = await mug();
    const ada = await deskStaff(db, "manager");
    const form = await formOf(id, { name: { en: "Two" } });
    await db.insert(auditEntries).values({
      ...{ staffId: ada.id, role: "manager", action: "goods.save", outcome: "asked" },
      ...{ subjectKind: "goods", subjectId: id, detail: { fields: [`price.${sku}`] } },
    });
    await saves(id, await formOf(id, { price: { [sku]: "30.00" } }));
    const { body } = await call(lookRoute, id, form);
    expect(body.others).toEqual([expect.stringContaining(`€30.00 (${ada.email}`)]);
  });

  it("can't say what a form of another kind was made from, and saves nothing of it", async () => {
    const { id } = await mug();
    const { status, body } = await call(saveRoute, id, { seen: "[]", name: { en: "Two" } });
    expect([status, body.error.code, body.error.conflicts]).toEqual([409, "goods_changed", undefined]);
    expect((await stored(id)).product.name.en).toBe("Mug");
  });
});
