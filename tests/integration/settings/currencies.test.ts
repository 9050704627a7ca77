import { desc, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { POST as LOOK } from "@/app/api/admin/settings/currencies/preview/route";
import { POST } from "@/app/api/admin/settings/currencies/route";
import { newCartId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import { loadCart } from "@/lib/cart/cart.server";
import { addLine } from "@/lib/cart/change.server";
import { quoteCart } from "@/lib/checkout/core/price.server";
import { priceAgain } from "@/lib/checkout/core/price-again.server";
import { pricesStillSold, sellLinesAgain } from "@/lib/checkout/core/sold-lines.server";
import { env } from "@/lib/config/env";
import { shop, shopOfFile } from "@/lib/config/shop";
import { shownCurrency } from "@/lib/currencies/page-currency";
import { conversionTo, currencyOfCountry, soldCurrencies } from "@/lib/currencies/sold";
import { auditEntries, products, settings, settingVersions, variants } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { type CurrencyRow, rowsOf } from "@/lib/desk/settings/currency-rows";
import type { OrderRow } from "@/lib/lifecycle/transition-order.server";
import type { StaffRole } from "@/lib/model/staff";
import { loadSettings } from "@/lib/settings/current.server";
import { readSetting } from "@/lib/settings/save-setting.server";
import { testDatabase } from "@/tests/support/database";
import { deskStaff } from "@/tests/support/desk-staff";
import { setSettings } from "@/tests/support/settings";
import { insertVariants } from "@/tests/support/store-fixtures";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);

const { db } = await testDatabase();
const [eur, usd, sek] = ["eur", "usd", "sek"].map(currency) as [never, never, never];

beforeEach(async () => {
  vi.restoreAllMocks();
  await db.delete(settingVersions);
  await db.delete(settings);
  await loadSettings(db);
});

const now = () => rowsOf(shop().currencies, eur);
const krona: CurrencyRow = { code: "sek", rate: "11,5", rounding: "whole", countries: "se" };

async function desk(role: StaffRole = "manager") {
  const { who } = await deskStaff(db, role);
  const ask = async (route: typeof POST, body: object) => {
    const request = new Request(`${env().STORE_URL}/api/admin/settings/currencies`, {
      method: "POST",
      headers: { origin: env().STORE_URL, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer = await who.does(() => route(request, { params: Promise.resolve({}) }));
    return { status: answer.status, ...(await answer.json()) };
  };
  return {
    look: (list: CurrencyRow[]) => ask(LOOK, { list }),
    save: (list: CurrencyRow[], seen = 0) => ask(POST, { list, seen }),
    ask: (body: object) => ask(POST, body),
  };
}

const without = (code: string) => now().filter((row) => row.code !== code);

async function mug(prices = {}) {
  const [made] = await insertVariants(db, [10]);
  if (!made) throw new Error("no variant");
  await db.update(variants).set({ prices }).where(eq(variants.id, made.id));
  return made.id;
}

describe("Currencies that are set in the desk", () => {
  it("are sold in at once, with their rate, rounding and countries", async () => {
    const { save } = await desk();
    expect(soldCurrencies()).not.toContain("sek");
    expect(await save([...now(), krona])).toMatchObject({ status: 200 });
    expect(conversionTo(sek)).toMatchObject({ rate: 11.5, rounding: "whole" });
    expect(currencyOfCountry("SE")).toBe("sek");
    expect(await shownCurrency(Promise.resolve({ locale: "fr~sek" }))).toBe("sek");
    const [entry] = await db.select().from(auditEntries).orderBy(desc(auditEntries.id)).limit(1);
    expect(entry).toMatchObject({ action: "settings.save", subjectId: "currencies", outcome: "done" });
    expect(entry?.detail).toMatchObject({ after: { currencies: { rates: { sek: { rate: 11.5 } } } } });
  });

  it("are the file's again when they are taken away, and brought back from before", async () => {
    const { save, ask } = await desk();
    await save([krona]);
    expect(soldCurrencies()).toEqual(["eur", "sek"]);
    expect(await ask({ seen: 1, reset: "1" })).toMatchObject({ status: 200 });
    expect(shop().currencies).toEqual(shopOfFile().currencies);
    expect(await ask({ seen: 2, bring: "1" })).toMatchObject({ status: 200 });
    expect(soldCurrencies()).toEqual(["eur", "sek"]);
    expect(await save([], 3)).toMatchObject({ status: 200 });
    expect(soldCurrencies()).toEqual(["eur"]);
    expect(await ask({ seen: 4 })).toMatchObject({ error: { code: "invalid_request" } });
    expect(await ask({ seen: 4, bring: "9" })).toMatchObject({
      status: 422,
      error: { code: "setting_outdated" },
    });
  });

  it("that are saved as they were shown are the file's, and nothing is kept", async () => {
    const { save, look } = await desk();
    expect((await look(now())).changes).toEqual([]);
    await save(now());
    expect((await readSetting(db, "currencies")).value).toBeNull();
  });

  it("are refused at their fields, in the language of who typed them", async () => {
    const { look, save } = await desk();
    const wrong = [
      { ...krona, rate: "0" },
      { ...krona, rate: "1.1", countries: "SE, XX" },
      { code: "xyz", rate: "1e3", rounding: "up", countries: "" },
      { ...krona, code: "eur", countries: "" },
    ];
    const answer = await look(wrong);
    expect(answer).toMatchObject({ status: 422, error: { code: "currencies_wrong" } });
    expect(answer.error.fields.sort()).toEqual([
      "list.0.rate",
      "list.1.code",
      "list.1.countries",
      "list.2.code",
      "list.2.rate",
      "list.2.rounding",
      "list.3.code",
    ]);
    const said = answer.error.each.map(({ message }: { message: string }) => message);
    expect(said).toContain("Swedish Krona (SEK): XX is no country’s code. It has two letters, as US.");
    expect((await save(wrong)).status).toBe(422);
    expect((await readSetting(db, "currencies")).version).toBe(0);
  });

  it("see each country first in one of them", async () => {
    const { look } = await desk();
    const answer = await look([krona, { ...krona, code: "nok", countries: "NO, SE" }]);
    expect(answer.error.each).toEqual([
      { field: "list.1.countries", message: "Norwegian Krone (NOK): SE sees another currency first." },
    ]);
  });

  it("of whole units are refused where a tax comes on top", async () => {
    await setSettings({ STRIPE_TAX: true, STORE_PRICES_INCLUDE_TAX: false });
    const { look } = await desk();
    const answer = await look([...without("isk"), { ...krona, code: "isk", countries: "" }]);
    expect(answer.error?.each).toMatchObject([{ field: expect.stringMatching(/code$/) }]);
  });

  it("of two people at once are those of one, and the other is told", async () => {
    const [one, other] = [await desk("owner"), await desk("manager")];
    const answers = await Promise.all([one.save([krona]), other.save([])]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)).toMatchObject({
      error: { code: "settings_changed" },
    });
  });

  it("are for owners and managers", async () => {
    const { look, save } = await desk("support");
    expect((await look([krona])).status).toBe(403);
    expect((await save([krona])).status).toBe(403);
  });
});

describe("A look at currencies", () => {
  it("says what changes, what goods would cost, and changes nothing", async () => {
    await db.update(products).set({ active: false });
    await mug({ sek: { amount: 19_900 } });
    await mug();
    const { look } = await desk();
    const answer = await look([...without("usd"), krona]);
    expect(answer).toMatchObject({ status: 200, goods: { heads: ["SEK"] } });
    expect(answer.changes).toEqual(["New: Swedish Krona (SEK)", "No longer sold in: US Dollar (USD)"]);
    const prices = answer.goods.rows.flatMap((row: { prices: object[] }) => row.prices);
    expect(prices).toEqual([
      { text: expect.stringMatching(/^SEK\s199\.00$/), isOwn: true },
      { text: expect.stringMatching(/^SEK\s230\.00$/), isOwn: false },
    ]);
    expect(answer.notes.map(({ text }: { text: string }) => text).join(" ")).toContain(
      "Carts in it are in EUR",
    );
    expect(soldCurrencies()).toContain("usd");
  });
});

describe("A currency that is ended", () => {
  async function orderIn(code: typeof usd) {
    const cartId = newCartId();
    const cart = { id: cartId, country: "FR", currency: code };
    await addLine(db, cart, { variantId: await mug(), quantity: 2 });
    const shopper = { customer: null, locale: "en" as const, exceptOrderIds: [] };
    const quoted = await quoteCart(db, await loadCart(db, cartId), shopper);
    if (!quoted.ok) throw new Error(quoted.code);
    const { quote } = quoted;
    const row = { id: "ord_none", cartId, customerId: null, locale: "en", quote, promotionCodes: [] };
    return row as unknown as OrderRow;
  }

  it("is not shown any more, and a cart in it is in the shop's own", async () => {
    const order = await orderIn(usd);
    const { save } = await desk();
    await save(without("usd"));
    expect(await shownCurrency(Promise.resolve({ locale: "en~usd" }))).toBe("eur");
    const cart = await loadCart(db, order.cartId);
    expect(cart).toMatchObject({ currency: "eur", lines: [{ unitAmount: 2000, seenUnitAmount: 2000 }] });
  });

  it("stays that of an open checkout, at the prices that were quoted", async () => {
    const order = await orderIn(usd);
    const { save } = await desk();
    await save(without("usd"));
    expect(await pricesStillSold(db, order)).toBe(true);
    const lines = (await sellLinesAgain(db, order)) ?? expect.fail("not sold");
    expect(lines).toMatchObject([{ unitAmount: 2199 }]);
    const again = await inTransaction(db, (tx) => priceAgain(tx, order, lines));
    expect(again).toMatchObject({
      ok: true,
      change: null,
      priced: { quote: { currency: "usd", total: order.quote.total } },
    });
  });

  it("with another rate makes an open checkout ask for the new price, as a change of the goods' price does", async () => {
    const order = await orderIn(usd);
    const { save } = await desk();
    await save(now().map((row) => (row.code === "usd" ? { ...row, rate: "2" } : row)));
    expect(await pricesStillSold(db, order)).toBe(false);
    const lines = (await sellLinesAgain(db, order)) ?? expect.fail("not sold");
    expect(lines).toMatchObject([{ unitAmount: 3999 }]);
  });
});
