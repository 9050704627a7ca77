import { readFile } from "node:fs/promises";
import { expectAccessible } from "../support/accessibility";
import { agreesToAll, entersDesk } from "../support/desk";
import { expectNoOverflow } from "../support/layout";
import { newAddress, signsIn } from "../support/signing-in";
import { expect, test } from "../support/test";

test.describe("A shopper with an account, in the desk", () => {
  test("is found, given a tier, taken out as a file, and erased", { tag: "@phone" }, async ({
    page,
    browser,
    baseURL,
  }) => {
    test.setTimeout(180_000);
    const email = newAddress();
    const theirs = await browser.newContext({ baseURL: baseURL ?? "" });
    const shopper = await theirs.newPage();
    await signsIn(shopper, email);

    await entersDesk(page, "manager", "/admin/people");
    await expectAccessible(page);
    await page.getByLabel("Search", { exact: true }).fill(email.slice(0, 2));
    await page.getByRole("button", { name: "Show" }).click();
    await expect(page.getByText("Enter three letters or more.")).toBeVisible();
    await page.getByLabel("Search", { exact: true }).fill(email.toUpperCase());
    await page.getByRole("button", { name: "Show" }).click();
    await page.getByRole("link", { name: email }).click();
    await expect(page.getByRole("heading", { name: email, level: 1 })).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page, "a person's page");

    await page.getByLabel("Tier that you give").selectOption("gold");
    await page.getByRole("button", { name: "Save the tier" }).click();
    await expect(page.getByText("Given by you; it does not end.")).toBeVisible();
    await shopper.goto("/account");
    await expect(shopper.getByText("Gold tier")).toBeVisible();

    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Export as JSON" }).click(),
    ]);
    expect(JSON.parse(await readFile(await file.path(), "utf8"))).toMatchObject({ account: { email } });

    agreesToAll(page);
    await page.getByRole("button", { name: "Erase this person" }).click();
    await expect(page).toHaveURL(/\/admin\/people$/);
    await expect(page.getByRole("link", { name: email })).toHaveCount(0);
    await shopper.goto("/account");
    await expect(shopper).toHaveURL(/sign-in/);
    await theirs.close();
  });
});

test("A guest is found by the e-mail address and from an order, taken out as a file, and erased", {
  tag: "@phone",
}, async ({ page, shopper, shop }) => {
  const variant = await shop.variant();
  const order = await shopper.buys(shop, variant);
  const email = newAddress();
  await shop.query("update orders set email = $2 where id = $1", [order.id, email]);

  await entersDesk(page, "manager", "/admin/people");
  await page.getByLabel("Search", { exact: true }).fill(email.toUpperCase());
  await page.getByRole("button", { name: "Show" }).click();
  await page.getByRole("link", { name: `${email} has bought without an account` }).click();
  await expect(page.getByRole("link", { name: order.number })).toBeVisible();
  await expectAccessible(page);
  await expectNoOverflow(page, "a guest's page");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export as JSON" }).click(),
  ]);
  expect(JSON.parse(await readFile(await file.path(), "utf8"))).toMatchObject({
    ...{ guest: { email }, orders: [{ number: order.number }] },
  });

  await page.goto(`/admin/orders/${order.number}`);
  await page.getByRole("link", { name: "Guest", exact: true }).click();
  agreesToAll(page);
  await page.getByRole("button", { name: "Erase this person" }).click();
  await expect(page).toHaveURL(/\/admin\/people$/);
  expect((await shop.order(order.id)).status).toBe("paid");
});
