import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/accessibility";
import { agreesToAll, entersDesk } from "../support/desk";
import { CARDS } from "../support/embedded-checkout";
import { expectNoOverflow } from "../support/layout";
import { mailAbout } from "../support/mail";
import type { Shop, StoredOrder } from "../support/shop";
import { expect, test } from "../support/test";

/** Minor units, in France. */
const STANDARD_DELIVERY = 490;

/** Minor units. Of goods that cost less, a few pieces get no discount, so that each gives back what it costs. */
const CHEAP = 2_500;

type People = { page: Page; staff: Page; shop: Shop };

/** The shopper sends pieces of an order back, and staff give a code for them and begin the draft of other goods. */
async function sendsBack({ page, staff, shop }: People, order: StoredOrder, of: number, pieces: number) {
  agreesToAll(staff);
  await entersDesk(staff, "manager", `/admin/orders/${order.number}/ship`);
  await staff.getByRole("button", { name: "It has left" }).click();
  await shop.expectStatus(order.id, "shipped");
  await page.goto(`/orders/${order.id}`);
  await page.getByText("Send something back").click();
  await page.getByLabel(new RegExp(`how many of ${of}`)).fill(String(pieces));
  await page.getByRole("button", { name: "Ask to send it back" }).click();
  await expect(page.getByText("We have got it, and will e-mail you our answer.")).toBeVisible();

  await staff.goto(`/admin/orders/${order.number}`);
  await staff.getByRole("link", { name: /^Return \d/ }).click();
  await staff.getByRole("button", { name: "Accept it" }).click();
  await staff.getByLabel(/that can be sold again$/).fill(String(pieces));
  await staff.getByLabel(/that are written off$/).fill("0");
  await staff.getByRole("button", { name: "Count them" }).click();
  await staff.getByRole("checkbox").check();
  await staff.getByRole("button", { name: /^Give a code/ }).click();
  await staff.getByRole("button", { name: "Exchange for other goods" }).click();
  await staff.getByRole("link", { name: "Look at the other goods" }).click();
  await expect(staff.getByText(`Credit of order ${order.number}`).first()).toBeVisible();
}

async function linkOfDraft(staff: Page): Promise<string> {
  await staff.getByRole("button", { name: "Make the link only" }).click();
  return staff.getByLabel("Link", { exact: true }).inputValue();
}

test.describe("An exchange", () => {
  // What the store refuses, the browser logs.
  test.use({ expectedErrors: [/40[349]/] });

  test("at the same price leaves the delivery to pay, and no money goes back", async ({
    page,
    shopper,
    shop,
    anotherShopper,
  }) => {
    test.setTimeout(180_000);
    const variant = await shop.variant({ below: CHEAP });
    const order = await shopper.buys(shop, variant, 2);
    const staff = (await anotherShopper()).page;
    await sendsBack({ page, staff, shop }, order, 2, 1);
    const stock = await shop.stock(variant.id);
    await page.goto(await linkOfDraft(staff));
    await expect(page.getByText(`Credit of order ${order.number}`).first()).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Go to the payment" }).click();
    await shopper.checkout.expectReady();
    const next = await shop.newestOrderOf(variant.id);
    expect(next.total).toBe(STANDARD_DELIVERY);
    await shopper.checkout.payByCard(CARDS.succeeds);
    await shopper.arrivesAtOrder();
    await shop.expectStatus(next.id, "paid");
    // The piece that came back, less the one that takes its place.
    expect((await shop.stock(variant.id)).onHand).toBe(stock.onHand - 1);

    await staff.goto(`/admin/orders/${next.number}`);
    await expect(
      staff.getByRole("link", { name: `In exchange for goods of order ${order.number}` }),
    ).toBeVisible();
    await shop.expectStatus(order.id, "shipped");
    await staff.goto(`/admin/orders/${order.number}/refund`);
    const codes = staff.getByRole("region", { name: "Codes in place of money" });
    await expect(codes.getByRole("link", { name: new RegExp(next.number) })).toBeVisible();
    await expect(codes.getByRole("button", { name: /^Take back/ })).toHaveCount(0);
    await expectAccessible(staff);
  });

  test("at a lower price leaves a code, which can be taken back and refunded to the card", {
    tag: "@phone",
  }, async ({ page, shopper, shop, anotherShopper }) => {
    test.setTimeout(180_000);
    const variant = await shop.variant({ below: CHEAP });
    const order = await shopper.buys(shop, variant, 3);
    const staff = (await anotherShopper()).page;
    await sendsBack({ page, staff, shop }, order, 3, 2);
    // One in place of the two that came back.
    await staff.getByLabel(/^Pieces of /).fill("1");
    await staff.getByRole("button", { name: "Save the draft" }).click();
    await expect(staff.getByText(/^1 × /)).toBeVisible();
    await page.goto(await linkOfDraft(staff));
    await page.getByRole("button", { name: "Go to the payment" }).click();
    await shopper.checkout.expectReady();
    const next = await shop.newestOrderOf(variant.id);
    expect(next.total).toBe(STANDARD_DELIVERY);
    await shopper.checkout.payByCard(CARDS.succeeds);
    await shopper.arrivesAtOrder();
    await shop.expectStatus(next.id, "paid");
    await mailAbout(order.id, /Your last order did not need all of your code/);

    const refund = `/admin/orders/${order.number}/refund`;
    await staff.goto(refund);
    const codes = staff.getByRole("region", { name: "Codes in place of money" });
    await codes.getByRole("button", { name: /^Take back/ }).click();
    await expect(codes.getByText(/taken back$/)).toBeVisible();
    await expectAccessible(staff);
    await expectNoOverflow(staff, "an exchange whose rest is taken back");
    // Of two pieces one was exchanged: what the other cost is free again, and no more of what was a code.
    await staff.goto(`${refund}?all=1`);
    const comesTo = staff.locator("#comes-to");
    await comesTo.getByRole("button", { name: /^Give back/ }).click();
    await expect(staff.getByRole("status").filter({ hasText: "were given back" })).toBeVisible();
    const usedAsCode = variant.unitAmount;
    await expect(staff.getByRole("region", { name: "Given back so far" }).first()).toContainText(
      ((order.total - usedAsCode) / 100).toFixed(2),
    );
    // An order that has been sent stays sent.
    await shop.expectStatus(order.id, "shipped");
    await page.goto(`/orders/${order.id}`);
    await expect(page.getByText(((order.total - usedAsCode) / 100).toFixed(2)).first()).toBeVisible();
  });
});
