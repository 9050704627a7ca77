import { expectAccessible } from "../support/accessibility";
import { agreesToAll, entersDesk } from "../support/desk";
import { CARDS } from "../support/embedded-checkout";
import { expectNoOverflow } from "../support/layout";
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
    const order = await shopper.buys(shop, variant, 3);

    const staff = (await anotherShopper()).page;
    agreesToAll(staff);
    const refund = `/admin/orders/${order.number}/refund`;
    await entersDesk(staff, "manager", `${refund}?pieces.${variant.id}=2&look=1`);
    const asCode = staff.getByRole("region", { name: "Or as a code, if the shopper agrees" });
    await expectAccessible(staff);
    await expectNoOverflow(staff, "a refund that may become a code");
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
    const codes = staff.getByRole("region", { name: "Codes in place of money" });
    await expect(codes.getByRole("listitem")).toContainText("Nothing yet");
    await expectAccessible(staff);
    await expectNoOverflow(staff, "the codes of an order");
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

  test("of a return buys other goods in an exchange, and the shopper pays the difference", {
    tag: "@phone",
  }, async ({ page, shopper, shop, anotherShopper }) => {
    test.setTimeout(180_000);
    const variant = await shop.variant();
    const order = await shopper.buys(shop, variant, 2);
    const staff = (await anotherShopper()).page;
    agreesToAll(staff);
    await entersDesk(staff, "manager", `/admin/orders/${order.number}/ship`);
    await staff.getByRole("button", { name: "It has left" }).click();
    await shop.expectStatus(order.id, "shipped");
    await page.goto(`/orders/${order.id}`);
    await page.getByText("Send something back").click();
    await page.getByLabel(/how many of 2/).fill("1");
    await page.getByRole("button", { name: "Ask to send it back" }).click();
    await expect(page.getByText("We have got it, and will e-mail you our answer.")).toBeVisible();

    await staff.goto(`/admin/orders/${order.number}`);
    await staff.getByRole("link", { name: /^Return \d/ }).click();
    await staff.getByRole("button", { name: "Accept it" }).click();
    await staff.getByLabel(/that can be sold again$/).fill("1");
    await staff.getByLabel(/that are written off$/).fill("0");
    await staff.getByRole("button", { name: "Count them" }).click();
    await expect(staff.getByText("Or as a code, if the shopper agrees")).toBeVisible();
    await expectAccessible(staff);
    await staff.getByRole("checkbox").check();
    await staff.getByRole("button", { name: /^Give a code/ }).click();
    await staff.getByRole("button", { name: "Exchange for other goods" }).click();
    await staff.getByRole("link", { name: "Look at the other goods" }).click();
    await expect(staff.getByText(`In exchange for goods of order ${order.number}`)).toBeVisible();
    await expectAccessible(staff);
    await expectNoOverflow(staff, "the draft of an exchange");
    await expect(staff.getByText(`Credit of order ${order.number}`).first()).toBeVisible();
    // Two in place of the one that came back.
    await staff.getByLabel(/^Pieces of /).fill("2");
    await staff.getByRole("button", { name: "Save the draft" }).click();
    await expect(staff.getByText(/^2 × /)).toBeVisible();
    await staff.getByRole("button", { name: "Make the link only" }).click();
    const link = await staff.getByLabel("Link", { exact: true }).inputValue();

    await page.goto(link);
    await page.getByRole("button", { name: "Go to the payment" }).click();
    await shopper.checkout.expectReady();
    const next = await shop.newestOrderOf(variant.id);
    expect(next.id).not.toBe(order.id);
    expect(next.total).toBeLessThan(order.total);
    await shopper.checkout.payByCard(CARDS.succeeds);
    await shopper.arrivesAtOrder();
    await staff.goto(`/admin/orders/${next.number}`);
    await expect(
      staff.getByRole("link", { name: `In exchange for goods of order ${order.number}` }),
    ).toBeVisible();
  });
});
