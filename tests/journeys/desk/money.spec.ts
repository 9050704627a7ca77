import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/accessibility";
import { agreesToAll } from "../support/desk";
import type { Shop, StoredOrder, Variant } from "../support/shop";
import type { Shopper } from "../support/shopper";
import { expect, test } from "../support/test";

type Buyer = { page: Page; shopper: Shopper; shop: Shop };

/** Three pieces of one variant, paid by card; after that the same browser is staff. */
async function paidOrder({ page, shopper, shop }: Buyer): Promise<{ variant: Variant; order: StoredOrder }> {
  const variant = await shop.variant();
  const order = await shopper.buys(shop, variant, 3);
  await page.request.post("/api/demo/staff-sign-in", { data: { role: "support" } });
  return { variant, order };
}

/** Minor units, in France. */
const STANDARD_DELIVERY = 490;

const priced = (minor: number) => (minor / 100).toFixed(2);

test.describe("Money of an order, in the desk", () => {
  // What the store refuses, the browser logs.
  test.use({ expectedErrors: [/40[349]/] });

  test("is looked at before it is given back, with the keyboard alone, and goods go back on sale only as said", {
    tag: "@phone",
  }, async ({ page, shopper, shop }) => {
    const { variant, order } = await paidOrder({ page, shopper, shop });
    const refund = `/admin/orders/${order.number}/refund`;
    await page.goto(refund);
    await expectAccessible(page);
    const pieces = page.getByRole("textbox", { name: /to give back/ });
    await pieces.focus();
    await page.keyboard.type("two");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Please enter a whole number.")).toBeVisible();
    await expect(pieces).toHaveValue("two");
    await expect(pieces).toHaveAttribute("aria-invalid", "true");
    await expectAccessible(page);
    await pieces.press("Control+A");
    await page.keyboard.type("2");
    await page.keyboard.press("Tab");
    await page.keyboard.type("1");
    await page.keyboard.press("Enter");
    const comesTo = page.locator("#comes-to");
    await expect(comesTo.getByRole("row", { name: /^Given back/ })).toContainText(
      priced(Math.ceil(((order.total - STANDARD_DELIVERY) * 2) / 3)),
    );
    await expect(comesTo).toContainText("1 piece goes back on sale.");
    await expectAccessible(page);
    expect((await shop.order(order.id)).status).toBe("paid");

    const confirm = comesTo.getByRole("button", { name: /^Give back/ });
    await comesTo.getByLabel("Note, for the people who work here").fill("two arrived broken");
    await confirm.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("status").filter({ hasText: "were given back" })).toBeVisible();
    const history = page.getByRole("region", { name: "Given back so far" });
    await expect(history.getByRole("row", { name: /Given back/ })).toContainText("two arrived broken");
    await expect(history.getByRole("row", { name: /Given back/ })).toContainText("Demo support");
    await expectAccessible(page);
    await shop.expectStatus(order.id, "partially_refunded");
    expect(await shop.stock(variant.id)).toEqual({ onHand: variant.onHand - 2, held: 0 });

    await page.goto(`/admin/orders/${order.number}`);
    const past = page.getByRole("region", { name: "History" }).getByText(/^Refunded · €/);
    await expect(past.first()).toContainText(priced(Math.ceil(((order.total - STANDARD_DELIVERY) * 2) / 3)));
  });

  test("is given back once when two of the staff confirm what both were shown", async ({
    page,
    shopper,
    shop,
    context,
  }) => {
    const { variant, order } = await paidOrder({ page, shopper, shop });
    const shown = `/admin/orders/${order.number}/refund?pieces.${variant.id}=1&look=1`;
    const other = await context.newPage();
    for (const one of [page, other]) await one.goto(shown);
    const confirm = (one: Page) => one.locator("#comes-to").getByRole("button", { name: /^Give back/ });
    await confirm(page).dblclick();
    await expect(page.getByRole("status").filter({ hasText: "were given back" })).toBeVisible();
    await other.getByLabel("Note, for the people who work here").fill("as agreed");
    await confirm(other).click();
    await expect(
      other.getByRole("alert").filter({ hasText: "Money was given back meanwhile" }),
    ).toBeVisible();
    await expect(other.getByLabel("Note, for the people who work here")).toHaveValue("as agreed");
    await other.goto(`/admin/orders/${order.number}/refund`);
    await expect(other.getByRole("region", { name: "Given back so far" }).getByRole("row")).toHaveCount(2);
    await expect(other.getByRole("cell", { name: "2 / 3", exact: true })).toBeVisible();
  });

  test("goes back when an order is cancelled before it is sent, and nobody without the right gets there", async ({
    page,
    shopper,
    shop,
  }) => {
    const { variant, order } = await paidOrder({ page, shopper, shop });
    await page.goto(`/admin/orders/${order.number}/decide`);
    await expectAccessible(page);
    agreesToAll(page);
    await page.getByLabel("The goods can be sold again").focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await shop.expectStatus(order.id, "refunded");
    await expect(page.getByText("Nothing about this order waits for a decision.")).toBeVisible();
    await expectAccessible(page);
    expect(await shop.stock(variant.id)).toEqual({ onHand: variant.onHand, held: 0 });
    await page.request.post("/api/demo/staff-sign-in", { data: { role: "fulfilment" } });
    for (const place of ["refund", "decide"]) {
      expect((await page.goto(`/admin/orders/${order.number}/${place}`))?.status()).toBe(404);
      const answer = await page.request.post(`/api/admin/orders/${order.number}/${place}`, {
        ...{ data: { act: "cancel" }, headers: { Origin: new URL(page.url()).origin } },
      });
      expect(answer.status()).toBe(403);
    }
  });
});
