import { expectAccessible } from "../support/accessibility";
import { entersDesk } from "../support/desk";
import { expectNoOverflow } from "../support/layout";
import { mailAbout } from "../support/mail";
import { expect, test } from "../support/test";

test.describe("An order that was paid, in the desk", () => {
  // What the store refuses, the browser logs.
  test.use({ expectedErrors: [/4(09|22)/] });

  test("goes to a corrected address, of which the shopper hears, and its confirmation is read and sent again", {
    tag: "@phone",
  }, async ({ page, shopper, shop }) => {
    test.setTimeout(180_000);
    const variant = await shop.variant();
    const order = await shopper.buys(shop, variant);

    await entersDesk(page, "support", `/admin/orders/${order.number}`);
    await page.getByRole("link", { name: "Correct" }).click();
    await expect(page).toHaveURL(/\/address$/);
    await expectAccessible(page);
    await expectNoOverflow(page, "the page that corrects an address");
    const code = page.getByLabel("Postal code");
    const was = await code.inputValue();
    await code.fill("no code");
    await page.getByRole("button", { name: "Correct the address" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "does not look right" })).toBeVisible();
    await expect(code).toHaveAttribute("aria-invalid", "true");
    await code.fill(was);
    await page.getByLabel("Street and number").fill("22 Corrected Lane");
    await page.getByRole("button", { name: "Correct the address" }).click();
    await expect(page).toHaveURL(new RegExp(`${order.number}$`));
    await expect(page.getByText("22 Corrected Lane")).toBeVisible();
    await expect(page.getByText("The address was corrected")).toBeVisible();
    expect(await mailAbout(order.id, /corrected where/)).toContain("22 Corrected Lane");

    const again = page.getByRole("button", { name: "Send again: Order confirmed" });
    await again.click();
    await expect(page.getByRole("link", { name: "Open: Order confirmed" })).toHaveCount(2);
    const [mail] = await Promise.all([
      page.context().waitForEvent("page"),
      page.getByRole("link", { name: "Open: Order confirmed" }).first().click(),
    ]);
    await expect(mail.getByText("22 Corrected Lane")).toBeVisible();
    await expect(mail.getByText(order.number).first()).toBeVisible();
    await mail.close();
    await expectAccessible(page);
    await expectNoOverflow(page, "an order's page");
  });
});
