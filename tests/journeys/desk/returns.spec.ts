import { expectAccessible } from "../support/accessibility";
import { agreesToAll, entersDesk } from "../support/desk";
import { expectNoOverflow } from "../support/layout";
import { mailAbout } from "../support/mail";
import { expect, test } from "../support/test";

test.describe("Goods that come back", () => {
  // What the store refuses, the browser logs.
  test.use({ expectedErrors: [/40[349]/] });

  test("are asked for on the order's page, accepted, counted, and paid back in the desk", {
    tag: "@phone",
  }, async ({ page, shopper, shop, anotherShopper }) => {
    test.setTimeout(180_000);
    const variant = await shop.variant();
    const order = await shopper.buys(shop, variant, 3);
    const orderPage = `/orders/${order.id}`;
    await page.goto(orderPage);
    await expect(page.getByText("Send something back")).toHaveCount(0);

    const staff = (await anotherShopper()).page;
    agreesToAll(staff);
    await entersDesk(staff, "manager", `/admin/orders/${order.number}/ship`);
    await staff.getByRole("button", { name: "It has left" }).click();
    await shop.expectStatus(order.id, "shipped");

    await page.goto(orderPage);
    await page.getByText("Send something back").click();
    await expectAccessible(page);
    await expectNoOverflow(page, "the form of a return");
    const ask = page.getByRole("button", { name: "Ask to send it back" });
    await ask.click();
    await expect(page.getByText("No piece is chosen.")).toBeVisible();
    await page.getByLabel(/how many of 3/).fill("2");
    await page.getByLabel(/^Why/).selectOption("damaged");
    await page.getByLabel("Anything else").fill("The handle is off.");
    await ask.click();
    await expect(page.getByText("We have got it, and will e-mail you our answer.")).toBeVisible();
    await expect(page.getByText("We are looking at it")).toBeVisible();
    await expectAccessible(page);

    await staff.goto("/admin");
    const waiting = staff
      .getByRole("table", { name: "Returns that wait for you" })
      .or(staff.getByRole("region", { name: "Returns that wait for you" }));
    await waiting.getByRole("row").filter({ hasText: order.number }).getByRole("link").first().click();
    await expect(staff.getByText("The handle is off.")).toBeVisible();
    await expectAccessible(staff);
    await expectNoOverflow(staff, "the page of a return");
    await staff.getByRole("button", { name: "Decline it" }).click();
    await expect(staff.getByLabel("Your words to the shopper")).toHaveAttribute("aria-invalid", "true");
    await staff.getByLabel("Your words to the shopper").fill("Sorry about the handle.");
    await staff.getByRole("button", { name: "Accept it" }).click();
    await expect(staff.getByRole("button", { name: "Count them" })).toBeVisible();
    expect(await mailAbout(order.id, /Sorry about the handle/)).toContain("1 rue de l’Exemple");

    await expectAccessible(staff);
    await staff.getByLabel(/that can be sold again$/).fill("1");
    await staff.getByLabel(/that are written off$/).fill("1");
    await staff.getByRole("button", { name: "Count them" }).click();
    const giveBack = staff.getByRole("button", { name: /^Give back/ });
    await expect(giveBack).toBeVisible();
    await expect(staff.getByText("1 can be sold again, 1 written off")).toBeVisible();
    expect(await shop.stock(variant.id)).toEqual({ onHand: variant.onHand - 2, held: 0 });
    await shop.expectStatus(order.id, "shipped");
    await staff.getByRole("link", { name: "With the delivery" }).click();
    await expect(staff.getByRole("link", { name: "Without the delivery" })).toBeVisible();
    await staff.getByRole("link", { name: "Without the delivery" }).click();
    await expect(staff.getByRole("link", { name: "With the delivery" })).toBeVisible();
    await expectAccessible(staff);
    await giveBack.click();
    await expect(staff.getByText("The money went back.")).toBeVisible();
    await expectAccessible(staff);
    expect(await shop.stock(variant.id)).toEqual({ onHand: variant.onHand - 2, held: 0 });

    await page.goto(orderPage);
    await expect(page.getByText("Your money is on its way back")).toBeVisible();
    await expect(page.getByText("Sorry about the handle.")).toBeVisible();
    await expectAccessible(page);
  });

  test("are kept by a shopper who changes their mind", async ({ page, shopper, shop, anotherShopper }) => {
    const variant = await shop.variant();
    const order = await shopper.buys(shop, variant);
    const staff = (await anotherShopper()).page;
    await entersDesk(staff, "fulfilment", `/admin/orders/${order.number}/ship`);
    await staff.getByRole("button", { name: "It has left" }).click();
    await shop.expectStatus(order.id, "shipped");
    await page.goto(`/orders/${order.id}`);
    await page.getByText("Send something back").click();
    await page.getByLabel(/how many of 1/).fill("1");
    await page.getByRole("button", { name: "Ask to send it back" }).click();
    await page.getByRole("button", { name: "I keep it after all" }).click();
    await expect(page.getByText("You keep the goods. Nothing else to do.")).toBeVisible();
    await expect(page.getByText("Send something back")).toBeVisible();
    await staff.goto("/admin/returns?state=ended");
    await expect(staff.getByRole("row").filter({ hasText: order.number })).toContainText("Withdrawn");
    await expectAccessible(staff);
  });
});
