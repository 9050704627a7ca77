import { expectAccessible } from "../support/accessibility";
import { entersDesk } from "../support/desk";
import { CARDS } from "../support/embedded-checkout";
import { mailAbout } from "../support/mail";
import { expect, test } from "../support/test";

test.describe("A code in place of money", () => {
  // What the store refuses, the browser logs.
  test.use({ expectedErrors: [/40[349]/] });

  test("is given from an order's page for refunds, mailed, and pays for a part of the next order", {
    tag: "@phone",
  }, async ({ page, shopper, shop, anotherShopper }) => {
    test.setTimeout(180_000);
    const variant = await shop.variant();
    await shopper.hasCart(shop, variant, { quantity: 3 });
    await page.goto("/checkout/embedded");
    await shopper.checkout.expectReady();
    const order = await shop.newestOrderOf(variant.id);
    await shopper.checkout.payByCard(CARDS.succeeds);
    await shopper.arrivesAtOrder();

    const staff = (await anotherShopper()).page;
    staff.on("dialog", (dialog) => dialog.accept());
    const refund = `/admin/orders/${order.number}/refund`;
    await entersDesk(staff, "manager", `${refund}?pieces.${variant.id}=2&look=1`);
    const asCode = staff.getByRole("region", { name: "Or as a code, if the shopper agrees" });
    await expectAccessible(staff);
    await asCode.getByRole("button", { name: /^Give a code/ }).click();
    await expect(asCode.getByRole("checkbox")).toBeFocused();
    await asCode.getByRole("checkbox").check();
    await asCode.getByRole("button", { name: /^Give a code/ }).click();
    await expect(asCode.getByText("Pieces that have not left can’t become a code")).toBeVisible();
    await staff.goto(`/admin/orders/${order.number}/ship`);
    await staff.getByRole("button", { name: "It has left" }).click();
    await shop.expectStatus(order.id, "shipped");

    await staff.goto(`${refund}?pieces.${variant.id}=2&look=1`);
    await asCode.getByRole("checkbox").check();
    await asCode.getByRole("button", { name: /^Give a code/ }).click();
    await expect(staff.getByText("The shopper gets it by e-mail.")).toBeVisible();
    const codes = staff.getByRole("region", { name: "Codes in place of money" }).last();
    await expect(codes.getByRole("row").nth(1)).toContainText("Nothing yet");
    await expectAccessible(staff);
    await shop.expectStatus(order.id, "shipped");
    const mail = await mailAbout(order.id, /CREDIT-/);
    const [code = ""] = mail.match(/CREDIT-\w{8}/) ?? [];

    await page.goto(`/orders/${order.id}`);
    await expect(page.getByText(/^We gave you a code worth/)).toBeVisible();

    await shopper.hasCart(shop, variant, { quantity: 1 });
    await page.goto("/cart");
    const field = page.getByRole("textbox", { name: "Discount code" });
    await field.fill(code);
    await field.press("Enter");
    await expect(page.getByText(`Credit of order ${order.number}`).first()).toBeVisible();
    await page.goto("/checkout/embedded");
    await shopper.checkout.expectReady();
    const next = await shop.newestOrderOf(variant.id);
    await shopper.checkout.payByCard(CARDS.succeeds);
    await shopper.arrivesAtOrder();
    await shop.expectStatus(next.id, "paid");
    // The goods of the next order cost half of the code.
    await mailAbout(order.id, /Your last order did not need all of your code/);

    await staff.goto(refund);
    await expect(codes.getByRole("link", { name: new RegExp(next.number) })).toBeVisible();
    await codes.getByRole("button", { name: /^Take back/ }).click();
    await expect(codes.getByText(/taken back$/)).toBeVisible();
    await expectAccessible(staff);
    await staff.goto(`/admin/orders/${order.number}`);
    await expect(staff.getByText("Given as codes")).toBeVisible();
    await expect(staff.getByText(/^Given as a code · €/)).toBeVisible();
  });
});
