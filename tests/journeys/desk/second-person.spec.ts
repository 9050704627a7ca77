import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/accessibility";
import { entersDesk } from "../support/desk";
import { expectNoOverflow } from "../support/layout";
import { expect, test } from "../support/test";

test.describe("Money above what one person may give up", () => {
  // What waits is refused first, and the browser logs it.
  test.use({ expectedErrors: [/409/] });

  test("goes back when a second person, who was led to it, asks for the same", { tag: "@phone" }, async ({
    page,
    shopper,
    shop,
  }) => {
    // Twenty of them are above the limit after any discount.
    const variant = await shop.variant({ from: 9000 });
    const order = await shopper.buys(shop, variant, 20);

    const confirm = (one: Page) => one.locator("#comes-to").getByRole("button", { name: /^Give back/ });
    const row = page.getByRole("row").filter({ hasText: order.number });
    const asks = async () => {
      await entersDesk(page, "support", `/admin/orders/${order.number}/refund?all=1`);
      await confirm(page).click();
      await expect(page.getByRole("alert").filter({ hasText: "a second one" })).toBeVisible();
      await expectAccessible(page);
    };
    // Who has never signed in is nobody's second person.
    await entersDesk(page, "manager", "/admin");
    await asks();
    await page.goto("/admin/approvals");
    await expect(row).toContainText("Demo support");
    await expect(row).toContainText("Somebody else has to ask for the same.");

    await entersDesk(page, "manager", "/admin/approvals");
    await expectAccessible(page);
    await expectNoOverflow(page, "approvals");
    await row.getByRole("button", { name: "Decline it" }).click();
    await expect(row).toHaveCount(0);
    expect((await shop.order(order.id)).status).toBe("paid");

    await asks();
    await entersDesk(page, "manager", "/admin");
    await page.getByRole("link", { name: /for a second person/ }).click();
    await row.getByRole("link", { name: "Look at it" }).click();
    await confirm(page).click();
    await expect(page.getByRole("status").filter({ hasText: "were given back" })).toBeVisible();
    await shop.expectStatus(order.id, "refunded");
    await page.goto("/admin/approvals");
    await expect(row).toHaveCount(0);
  });
});
