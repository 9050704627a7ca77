import { currency, formatMoney } from "../../../lib/base/money";
import { ADA, CARDS } from "../support/embedded-checkout";
import { mailAbout } from "../support/mail";
import type { Variant } from "../support/shop";
import { startInstance } from "../support/store-instance";
import { test as base, expect } from "../support/test";

type Prices = "with tax" | "without tax";

// One worker for all, which starts the store once.
base.describe.configure({ mode: "default" });

/** A store of each kind on one account, which says of the prices what neither of them leaves to it. */
const test = base.extend<{ prices: Prices }, { stores: Record<Prices, string> }>({
  stores: [
    async ({ stripe }, use) => {
      const before = await stripe.api.tax.settings.retrieve();
      await stripe.api.tax.settings.update({ defaults: { tax_behavior: "exclusive" } });
      const inside = await startInstance({ STRIPE_TAX: "on", STORE_PRICES_INCLUDE_TAX: "on" });
      const onTop = await startInstance({ STRIPE_TAX: "on", STORE_PRICES_INCLUDE_TAX: "off" });
      await use({ "with tax": inside.url, "without tax": onTop.url });
      await Promise.all([inside.stop(), onTop.stop()]);
      const { tax_behavior } = before.defaults;
      if (tax_behavior) await stripe.api.tax.settings.update({ defaults: { tax_behavior } });
    },
    { scope: "worker" },
  ],
  prices: ["with tax", { option: true }],
  baseURL: async ({ stores, prices }, use) => {
    await use(stores[prices]);
  },
});

const DELIVERY = 490;
const money = (amount: number) => formatMoney(amount, currency("eur"), "en");

/** Of goods at this price, delivered in France, where the tax is 20 %. Minor units. */
function due(prices: Prices, goods: number) {
  const isInside = prices === "with tax";
  const taxOf = (amount: number) => Math.round(isInside ? amount / 6 : amount / 5);
  const tax = taxOf(goods) + taxOf(DELIVERY);
  return { tax, total: goods + DELIVERY + (isInside ? 0 : tax) };
}

const withoutCode = ({ unitAmount }: Variant) => unitAmount;
const withCode = ({ unitAmount }: Variant) => unitAmount - Math.round(unitAmount / 10);

for (const prices of ["with tax", "without tax"] as const) {
  test.describe(`when Stripe Tax calculates the tax, and prices are ${prices}`, () => {
    test.use({ prices });

    test("Stripe's page asks for the same total as the store's own pages, with and without a code", async ({
      page,
      shopper,
      shop,
      checkout,
    }) => {
      const variant = await shop.variant({ below: 9000 });
      const codes = ["{}", "{TENOFF}"];
      for (const [index, goods] of [withoutCode(variant), withCode(variant)].entries()) {
        const { tax, total } = due(prices, goods);
        const cartId = await shopper.hasCart(shop, variant);
        await shop.query("update carts set promotion_codes = $2 where id = $1", [cartId, codes[index]]);
        await page.goto("/checkout/embedded");
        await checkout.expectReady();
        await checkout.fillContact();
        await expect(checkout.frame.getByText(money(total), { exact: true }).first()).toBeVisible();
        // Stripe's page folds its details away.
        await expect(checkout.frame.locator("body")).toContainText(money(tax));
      }
      await checkout.choose("card");
      await checkout.fillCard(CARDS.succeeds);
      await checkout.pay();
      const { tax, total } = due(prices, withCode(variant));
      const id = await shopper.arrivesAtOrder();
      await shop.expectStatus(id, "paid");
      expect(await shop.taxedTotals(id)).toEqual({
        total,
        taxTotal: tax,
        taxAdded: prices === "with tax" ? 0 : tax,
      });
    });

    for (const own of ["elements", "payment"] as const) {
      test(`The store's own page asks for the same total as the others, with and without a code: ${own}`, async ({
        page,
        shopper,
        shop,
      }) => {
        const form = shopper[own];
        const variant = await shop.variant({ below: 9000 });
        await shopper.hasCart(shop, variant);
        await page.goto("/cart");
        await expect(page.getByRole("main")).toContainText(
          prices === "with tax" ? "Prices include tax." : "Tax is added at the checkout.",
        );
        await expect(page.getByText("Prices include VAT.")).toHaveCount(prices === "with tax" ? 1 : 0);
        await page.goto(`/checkout/${own}`);
        await form.expectReady();
        // On Checkout Elements the country that the address begins with may be enough already.
        if (prices === "without tax" && own === "payment") {
          await expect(form.row("Tax")).toContainText("from your address");
        }
        await form.fillContact(ADA);
        for (const goods of [withoutCode(variant), withCode(variant)]) {
          if (goods !== variant.unitAmount) await form.applyCode("TENOFF");
          const { tax, total } = due(prices, goods);
          await form.expectTotal(total);
          if (prices === "with tax") await expect(form.main).toContainText(`Includes ${money(tax)} of tax`);
          else await expect(form.row("Tax")).toContainText(money(tax));
        }
        await form.fillCard(CARDS.succeeds);
        await form.pay();
        const id = await shopper.arrivesAtOrder();
        await shop.expectStatus(id, "paid");
        const { tax, total } = due(prices, withCode(variant));
        expect(await shop.taxedTotals(id)).toEqual({
          total,
          taxTotal: tax,
          taxAdded: prices === "with tax" ? 0 : tax,
        });
        const main = page.getByRole("main");
        await expect(main).toContainText(money(total));
        const inside = `Includes ${money(tax)} of tax`;
        const said = prices === "with tax" ? inside : `Tax: ${money(tax)}`;
        if (prices === "with tax") await expect(main).toContainText(inside);
        else await expect(form.row("Tax")).toContainText(money(tax));
        expect(await mailAbout(id, /Total/)).toContain(said);
      });
    }
  });
}
