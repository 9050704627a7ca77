import { newCartId, newOrderId, newOrderNumber } from "../../lib/base/ids";
import type { Shop } from "./support/shop";
import { expect, test } from "./support/test";

test.use({ javaScriptEnabled: false });

/** Paid long ago by an account, a minute apart. @returns their numbers, newest first. */
async function placedBefore(shop: Shop, customerId: string, count: number): Promise<string[]> {
  const numbers = Array.from({ length: count }, newOrderNumber);
  const quote = {
    ...{ revision: 1, currency: "eur", country: "FR", subtotal: 2000, total: 2490, tax: "included" },
    ...{ lines: [], discounts: [], discountTotal: 0, shippingRates: [], shippingTotal: 490 },
  };
  await shop.query(
    `insert into orders (id, number, status, surface, cart_id, customer_id, cart_fingerprint, locale, currency, quote,
       subtotal, discount_total, shipping_total, tax_total, total, created_at)
     select id, number, 'paid', 'embedded', $3, $4, '', 'en', 'eur', $5, 2000, 0, 490, 0, 2490,
       now() - make_interval(mins => place::int)
       from unnest($1::text[], $2::text[]) with ordinality as placed (id, number, place)`,
    [numbers.map(newOrderId), numbers, newCartId(), customerId, JSON.stringify(quote)],
  );
  return numbers;
}

test("All of an account's orders are reached by links, also without JavaScript", async ({
  page,
  shopper,
  shop,
}) => {
  const numbers = await placedBefore(shop, await shopper.signsInAs("new"), 45);
  const main = page.getByRole("main");
  const shown = async () => {
    const texts = await main.getByText(/^Order \w{4}-\w{4}$/).allTextContents();
    return texts.map((text) => text.replace("Order ", ""));
  };
  const older = main.getByRole("link", { name: "Older orders" });
  const newer = main.getByRole("link", { name: "Newer orders" });

  await page.goto("/orders");
  expect(await shown()).toEqual(numbers.slice(0, 20));
  await expect(newer).toHaveCount(0);
  await older.click();
  await expect.poll(shown).toEqual(numbers.slice(20, 40));
  await older.click();
  await expect.poll(shown).toEqual(numbers.slice(40));
  await expect(older).toHaveCount(0);
  await newer.click();
  await expect.poll(shown).toEqual(numbers.slice(20, 40));
  await newer.click();
  await expect.poll(shown).toEqual(numbers.slice(0, 20));

  await page.goto("/fr/orders");
  await main.getByRole("link", { name: "Commandes plus anciennes" }).click();
  await expect(main.getByRole("link", { name: "Commandes plus récentes" })).toBeVisible();
});
