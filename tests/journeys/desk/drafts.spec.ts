import { expectAccessible } from "../support/accessibility";
import { agreesToAll, entersDesk } from "../support/desk";
import { CARDS } from "../support/embedded-checkout";
import { expectNoOverflow } from "../support/layout";
import { expect, test } from "../support/test";

test.describe("A draft order", () => {
  // What the store refuses, the browser logs.
  test.use({ expectedErrors: [/40[49]/] });

  test("is put together by staff, paid by its link, and becomes an order", {
    tag: "@phone",
  }, async ({ page, shopper, shop }) => {
    test.setTimeout(180_000);
    const variant = await shop.variant();
    await entersDesk(page, "support", "/admin/drafts/new");
    await page.getByRole("button", { name: "Save the draft" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "no goods in it yet" })).toBeVisible();

    await page.getByLabel("Find goods").fill(variant.sku);
    await page.keyboard.press("Enter");
    await page
      .getByRole("button", { name: /^Add: / })
      .first()
      .click();
    await page.getByLabel(/^Pieces of /).fill("2");
    await page.getByLabel("Reduction").selectOption("percent");
    await page.getByLabel("How much").fill("30");
    await page.getByLabel("Words to the shopper").fill("As we said on the phone.");
    await expectAccessible(page);
    await expectNoOverflow(page, "a new draft");
    await page.getByRole("button", { name: "Save the draft" }).click();
    await expect(page.getByText("What it costs now")).toBeVisible();
    await expect(page.getByText("Agreed reduction")).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page, "a draft");

    await page.getByRole("button", { name: "Make the link only" }).click();
    const link = await page.getByLabel("Link", { exact: true }).inputValue();
    await expect(page.getByText("It can be paid now.")).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page, "a draft that was sent");
    const draft = page.url();

    await page.goto(link);
    await expect(page.getByText("As we said on the phone.")).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page, "a request to pay");
    await page.getByRole("button", { name: "Go to the payment" }).click();
    await shopper.checkout.expectReady();
    await shopper.checkout.payByCard(CARDS.succeeds);
    await shopper.arrivesAtOrder();
    await page.goto(link);
    await expect(page.getByText("This has been paid.")).toBeVisible();

    await page.goto(draft);
    await expect(page.getByText("It was paid, or the payment is on its way.")).toBeVisible();
    const order = await shop.newestOrderOf(variant.id);
    await page.getByRole("link", { name: order.number }).click();
    await expect(page.getByRole("link", { name: /^Put together by / })).toBeVisible();
  });

  test("with a line of its own beside goods is paid by its link, and refunded by that line", {
    tag: "@phone",
  }, async ({ page, shopper, shop }) => {
    test.setTimeout(180_000);
    const variant = await shop.variant({ below: 2_500 });
    await entersDesk(page, "support", "/admin/drafts/new");
    await page.getByLabel("Find goods").fill(variant.sku);
    await page.keyboard.press("Enter");
    await page
      .getByRole("button", { name: /^Add: / })
      .first()
      .click();
    await page.getByRole("button", { name: "Add a line of your own" }).click();
    await page.getByLabel("What it is").fill("Repair of the blue teapot");
    await page.getByLabel("Price of one").fill("0");
    await page.getByRole("button", { name: "Save the draft" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "no possible price" })).toBeVisible();
    await expect(page.getByLabel("What it is")).toHaveValue("Repair of the blue teapot");
    await page.getByLabel("Price of one").fill("45.50");
    await expectAccessible(page);
    await expectNoOverflow(page, "a draft with a line of its own");
    await page.getByRole("button", { name: "Save the draft" }).click();
    await expect(page.getByText("1 × Repair of the blue teapot")).toBeVisible();
    await page.getByRole("button", { name: "Make the link only" }).click();
    const link = await page.getByLabel("Link", { exact: true }).inputValue();

    await page.goto(link);
    await expect(page.getByText("Repair of the blue teapot")).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page, "a request with a line of its own");
    await page.getByRole("button", { name: "Go to the payment" }).click();
    await shopper.checkout.expectReady();
    await shopper.checkout.payByCard(CARDS.succeeds);
    await shopper.arrivesAtOrder();
    await expect(page.getByText("Repair of the blue teapot")).toBeVisible();
    await expect(page.getByRole("link", { name: "Repair of the blue teapot" })).toHaveCount(0);
    await expectAccessible(page);

    const order = await shop.newestOrderOf(variant.id);
    await page.goto(`/admin/orders/${order.number}`);
    await expect(page.getByText("1 × Repair of the blue teapot")).toBeVisible();
    await page.goto(`/admin/orders/${order.number}/refund`);
    await page.getByRole("textbox", { name: /Repair of the blue teapot.*to give back/ }).fill("1");
    await page.keyboard.press("Enter");
    const comesTo = page.locator("#comes-to");
    await expect(comesTo.getByRole("row", { name: /^Given back/ })).toContainText("45.50");
    await comesTo.getByRole("button", { name: /^Give back/ }).click();
    await expect(page.getByRole("status").filter({ hasText: "were given back" })).toBeVisible();
    await shop.expectStatus(order.id, "partially_refunded");
    await expectAccessible(page);
    await page.goto(`/admin/orders/${order.number}/decide`);
    await page.getByRole("link", { name: "Replace the goods" }).click();
    await expect(page.getByLabel("What it is")).toHaveValue("Repair of the blue teapot");
    await expect(page.getByLabel(/^Pieces of /)).toHaveValue("1");
    await expect(page.getByLabel("How much")).toHaveValue("100");
    await expectAccessible(page);
    await expectNoOverflow(page, "a draft that replaces goods");
    await page.goto("/admin/goods?q=teapot+repair");
    await expect(page.getByText("Repair of the blue teapot")).toHaveCount(0);
  });

  test("of work alone asks for no delivery, and is done by one button", {
    tag: "@phone",
  }, async ({ page, shopper, shop }) => {
    test.setTimeout(180_000);
    await entersDesk(page, "owner", "/admin/drafts/new");
    await page.getByRole("button", { name: "Add a line of your own" }).click();
    const what = `Repair at home ${Date.now()}`;
    await page.getByLabel("What it is").fill(what);
    await page.getByLabel("Price of one").fill("45.50");
    await page.getByRole("checkbox", { name: /^Needs no sending/ }).check();
    await expect(page.getByLabel("Weight in grams")).toBeDisabled();
    await expectAccessible(page);
    await expectNoOverflow(page, "a line that needs no sending");
    await page.getByRole("button", { name: "Save the draft" }).click();
    await expect(page.getByText(`1 × ${what}`)).toBeVisible();
    await expect(page.getByRole("option", { name: "Nothing to send" })).toBeAttached();
    await page.getByRole("button", { name: "Make the link only" }).click();
    const draft = page.url();
    await page.goto(await page.getByLabel("Link", { exact: true }).inputValue());
    await page.getByRole("button", { name: "Go to the payment" }).click();
    await shopper.checkout.expectReady();
    await shopper.checkout.payByCard(CARDS.succeeds);
    await shopper.arrivesAtOrder();
    await expect(page.getByText("Nothing has to be sent.")).toBeVisible();
    const shown = page.url();

    await page.goto(draft);
    const number = (await page.getByRole("link", { name: /^[0-9A-Z]{4}-[0-9A-Z]{4}$/ }).textContent()) ?? "";
    await page.goto(`/admin/orders/pick?numbers=${number}`);
    await expect(page.getByText("nothing of it is left to be sent.")).toBeVisible();
    await page.goto(`/admin/orders/${number}/ship`);
    await expect(page.getByText("Nothing of it is sent.")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "It is done" }).click();
    await expect(page.getByText("Nothing can be sent while it is in this state.")).toBeVisible();
    const [order] = await shop.query<{ status: string }>("select status from orders where number = $1", [
      number,
    ]);
    expect(order?.status).toBe("shipped");
    await page.goto(shown);
    await expect(page.getByText("Your order is done.")).toBeVisible();
    await expectAccessible(page);
  });

  test("that is ended can't be paid", async ({ page, shop }) => {
    const variant = await shop.variant();
    await entersDesk(page, "owner", "/admin/drafts/new");
    await page.getByLabel("Find goods").fill(variant.sku);
    await page.getByRole("button", { name: "Search" }).click();
    await page
      .getByRole("button", { name: /^Add: / })
      .first()
      .click();
    await page.getByRole("button", { name: "Save the draft" }).click();
    await page.getByRole("button", { name: "Make the link only" }).click();
    const link = await page.getByLabel("Link", { exact: true }).inputValue();
    agreesToAll(page);
    await page.getByRole("button", { name: "End it" }).click();
    await expect(page.getByText("It was ended")).toBeVisible();
    await page.goto("/admin/drafts?state=ended");
    await expect(page.getByRole("table").getByText("Ended").first()).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page, "the list of drafts");
    await page.goto(link);
    await expect(page.getByText("This can’t be paid any more.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Go to the payment" })).toHaveCount(0);
  });
});
