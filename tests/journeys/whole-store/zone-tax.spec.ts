import { currency, formatMoney } from "../../../lib/base/money";
import { standardPlan } from "../../../lib/shipping/standard-plan";
import { ADA, CARDS } from "../support/embedded-checkout";
import { mailAbout } from "../support/mail";
import { startInstance } from "../support/store-instance";
import { test as base, expect } from "../support/test";

// One worker for all, which starts the store once.
base.describe.configure({ mode: "default" });

/** A store whose prices contain the tax, except in America, where it is on top. */
const test = base.extend<object, { american: string }>({
  american: [
    async ({ shop }, use) => {
      const { zones } = standardPlan(currency("eur"));
      const rows = zones.map((zone, position) => ({
        id: zone.id,
        position,
        zone: { ...zone, ...(zone.id === "north-america" && { taxBehavior: "exclusive" }) },
      }));
      await shop.query(
        "insert into delivery_zones (id, position, zone) select * from json_to_recordset($1) as rows(id text, position int, zone json)",
        [JSON.stringify(rows)],
      );
      const store = await startInstance({ STRIPE_TAX: "on", STORE_PRICES_INCLUDE_TAX: "on" });
      await use(store.url);
      await store.stop();
      await shop.query("delete from delivery_zones");
    },
    { scope: "worker" },
  ],
  baseURL: async ({ american }, use) => {
    await use(american);
  },
});

const money = (amount: number) => formatMoney(amount, currency("eur"), "en");
const GERMANY = { ...ADA, country: "DE", line1: "Torstraße 1", city: "Berlin", postalCode: "10119" };
const CALIFORNIA = {
  ...ADA,
  country: "US",
  state: "CA",
  line1: "1 Main Street",
  city: "San Francisco",
  postalCode: "94105",
};

for (const own of ["elements", "payment"] as const) {
  test(`A shopper whose parcel goes to Germany and then to California sees the tax move out of the price: ${own}`, async ({
    page,
    shopper,
    shop,
  }) => {
    const form = shopper[own];
    const variant = await shop.variant({ below: 9000 });
    await shopper.hasCart(shop, variant);
    await page.goto("/cart");
    const main = page.getByRole("main");
    await expect(main).toContainText("Prices include tax.");
    await expect(page.getByText("Prices include VAT (delivery to France).")).toBeVisible();
    await page.goto(`/checkout/${own}`);
    await form.expectReady();
    await form.fillContact(GERMANY);
    const inGermany = [variant.unitAmount, 890].reduce((sum, part) => sum + Math.round((part * 19) / 119), 0);
    await form.expectTotal(variant.unitAmount + 890);
    await expect(form.main).toContainText(`Includes ${money(inGermany)} of tax`);

    await form.fillAddress(form.address, CALIFORNIA);
    const onTop = [variant.unitAmount, 1490].reduce((sum, part) => sum + Math.round(part * 0.0725), 0);
    const total = variant.unitAmount + 1490 + onTop;
    await form.expectTotal(total);
    await expect(form.row("Tax")).toContainText(money(onTop));
    await expect(form.main).not.toContainText("of tax");
    await form.fillCard(CARDS.succeeds);
    await form.pay();
    const id = await shopper.arrivesAtOrder();
    await shop.expectStatus(id, "paid");
    expect(await shop.taxedTotals(id)).toEqual({ total, taxTotal: onTop, taxAdded: onTop });
    await expect(form.row("Tax")).toContainText(money(onTop));
    expect(await mailAbout(id, /Total/)).toContain(`Tax: ${money(onTop)}`);

    // The cart says it for the country that is chosen in it.
    await shopper.hasCart(shop, variant);
    await page.goto("/cart");
    await main.getByLabel("Deliver to").selectOption("US");
    await expect(main).toContainText("Tax is added at the checkout.");
    await main.getByLabel("Deliver to").selectOption("DE");
    await expect(main).toContainText("Prices include tax.");
  });
}
