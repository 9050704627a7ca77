import { expectAccessible } from "../support/accessibility";
import { entersDesk } from "../support/desk";
import { expectNoOverflow } from "../support/layout";
import { expect, test } from "../support/test";

const DAY = 24 * 60 * 60;

const thisMonth = () => new Date().toISOString().slice(0, 7);

test.describe("The books", () => {
  // A comparison that another journey began is refused, and the browser logs that.
  test.use({ expectedErrors: [/409/] });
  test.afterEach(({ stripe }) => stripe.resetClock());

  test("have a payout with a purchase and its refund, and it adds up @phone", async ({
    page,
    shopper,
    shop,
    stripe,
  }) => {
    test.setTimeout(120_000);
    // What other journeys were paid would be in the payout too, on pages of its own.
    await stripe.advanceClock(3 * DAY);
    await stripe.resetClock();
    const variant = await shop.variant();
    const order = await shopper.buys(shop, variant, 2);
    const [attempt] = await shop.attempts(order.id);
    await stripe.api.refunds.create({ payment_intent: String(attempt?.paymentIntentId), amount: 500 });
    await stripe.advanceClock(3 * DAY);
    await stripe.advanceClock(DAY / 12);

    await entersDesk(page, "manager", "/admin/books");
    await page.getByRole("button", { name: "Read on now" }).click();
    await expect(page.getByText(/and so is the sum of all movements/).first()).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page, "the books");
    // Others' journeys have payouts too, and the page shows what was read before until it has read on.
    const inPayouts = async () =>
      (
        await shop.query<{ id: string | null }>(
          "select distinct payout_id as id from balance_transactions where payment_intent_id = $1",
          [attempt?.paymentIntentId],
        )
      ).map(({ id }) => id);
    await expect.poll(inPayouts, { timeout: 30_000 }).toEqual([expect.stringMatching(/^po_/)]);
    await page.reload();
    await page.locator(`a[href="/admin/books/${(await inPayouts())[0]}"]`).click();
    await expect(page.getByText("The movements below add up to the payout, to the cent.")).toBeVisible();
    const movements = page.getByRole("region", { name: "Movements" });
    const own = movements.getByRole("row").filter({ hasText: order.number });
    await expect(own).toHaveCount(2);
    await expect(own.filter({ hasText: "Refund" })).toContainText("-€5.00");
    await expectAccessible(page);
    await expectNoOverflow(page, "a payout");

    await page.goto("/admin/books/statement");
    await expect(page.getByText("Closing balance").first()).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page, "a statement");
    const statement = await page.request.get(`/api/admin/books/statement?month=${thisMonth()}&currency=eur`);
    expect(await statement.text()).toContain(order.number);
    await page.goto("/admin/books/vat");
    await expect(page.getByRole("row", { name: /France/ }).first()).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page, "the tax report");
    await page.getByLabel("From").fill("2020-01-01");
    await page.getByLabel("To, this day included").fill("2020-01-31");
    await page.getByRole("button", { name: "Show" }).click();
    await expect(page.getByText("Nothing was sold or given back on these days.")).toBeVisible();

    await entersDesk(page, "support", "/admin");
    expect((await page.goto("/admin/books"))?.status()).toBe(404);
  });

  test("are compared with Stripe, and a refund that the store did not hear of is repaired @phone", async ({
    page,
    shopper,
    shop,
    stripe,
  }) => {
    test.setTimeout(120_000);
    const variant = await shop.variant();
    const order = await shopper.buys(shop, variant, 2);
    const [attempt] = await shop.attempts(order.id);
    const intent = String(attempt?.paymentIntentId);
    // As when the endpoint was away: nobody tells the store.
    await shop.query(
      "update payment_attempts set checked_at = now() + interval '1 day' where order_id = $1",
      [order.id],
    );
    await stripe.drop({ types: ["charge.*", "refund.*"], object: intent });
    await stripe.api.refunds.create({ payment_intent: intent, amount: 500 });

    await entersDesk(page, "manager", "/admin/reconciliation");
    await expectAccessible(page);
    const row = page.getByRole("row").filter({ hasText: order.number });
    // Somebody else may be comparing, and only one does at a time.
    await expect(async () => {
      await page.getByRole("button", { name: "Compare", exact: true }).click();
      await expect(row).toContainText("A refund that the store does not know", { timeout: 10_000 });
    }).toPass({ timeout: 60_000 });
    await expectAccessible(page);
    await expectNoOverflow(page, "the reconciliation");
    await row.getByRole("button", { name: /^Repair/ }).click();
    await expect(row).toContainText("Repaired by");
    await shop.expectStatus(order.id, "partially_refunded");
    await expectAccessible(page);
    await page.goto(`/admin/orders/${order.number}`);
    await expect(page.getByText("€5.00").first()).toBeVisible();
  });
});
