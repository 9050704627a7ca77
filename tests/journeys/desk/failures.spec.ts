import { expectAccessible } from "../support/accessibility";
import { entersDesk } from "../support/desk";
import { expectNoOverflow } from "../support/layout";
import { expect, test } from "../support/test";

test("An e-mail that could not be sent is found among the failures, and sent by a second try @phone", async ({
  page,
  shopper,
  shop,
}) => {
  test.setTimeout(120_000);
  const variant = await shop.variant();
  const order = await shopper.buys(shop, variant);
  await shop.query(
    `insert into outbox_jobs (order_id, effect, occurrence, attempts, dead_at, last_error)
     values ($1, 'email.order_confirmed', 'lost', 9, now(), 'Greeting never received')`,
    [order.id],
  );

  await entersDesk(page, "manager", "/admin/failures");
  const row = page.getByRole("row").filter({ hasText: order.number });
  await expect(row).toContainText("Greeting never received");
  await expectAccessible(page);
  await row.getByRole("button", { name: "Try again" }).click();
  await expect(row).toHaveCount(0);
  await page.goto(`/admin/orders/${order.number}`);
  await expect(page.getByText("Order confirmed · sent")).toHaveCount(2);
});

test("The doctor says in the desk what is right and wrong, thing by thing @phone", async ({ page }) => {
  await entersDesk(page, "manager", "/admin/doctor");
  await expect(page.getByRole("status").filter({ hasText: /wrong/ })).toBeVisible({ timeout: 30_000 });
  const things = page.getByRole("main").getByRole("listitem");
  await expect(things.filter({ hasText: "Database" }).first()).toContainText("right");
  await expect(things.filter({ hasText: "Stripe" }).first()).toBeVisible();
  await expectAccessible(page);
  await expectNoOverflow(page, "the doctor's page");
});
