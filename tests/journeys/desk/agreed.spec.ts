import { expectAccessible } from "../support/accessibility";
import { agreesToAll, entersDesk } from "../support/desk";
import { expectNoOverflow } from "../support/layout";
import { expect, test } from "../support/test";

test("Shopper and staff read the terms that an order was placed under after they were changed", {
  tag: "@phone",
}, async ({ page, shopper, shop, anotherShopper }) => {
  test.setTimeout(180_000);
  const order = await shopper.buys(shop, await shop.variant());
  const staff = (await anotherShopper()).page;
  agreesToAll(staff);
  await entersDesk(staff, "owner", "/admin/settings/legal/terms");
  await staff
    .getByRole("textbox", { name: "Text", exact: true })
    .fill("## Only this\nEverything is different now.");
  await staff.getByRole("button", { name: "Save" }).click();
  await expect(staff.getByRole("button", { name: "Back to the files" })).toBeVisible();

  await page.goto(`/orders/${order.id}`);
  await page
    .getByRole("region", { name: "What holds for this order" })
    .getByRole("link", { name: "Terms" })
    .click();
  await expect(page.getByRole("heading", { name: /Whose terms these are/ })).toBeVisible();
  await expect(page.getByText("Everything is different now.")).toBeHidden();
  await expectAccessible(page);
  await expectNoOverflow(page, "what an order was placed under");

  await staff.goto(`/admin/orders/${order.number}`);
  await staff.getByRole("link", { name: "Read them" }).click();
  await expect(staff.getByRole("heading", { name: /Whose terms these are/ })).toBeVisible();
  await expectAccessible(staff);
  await expectNoOverflow(staff, "the desk's page of what an order was placed under");

  await staff.goto("/admin/settings/legal/terms");
  await staff.getByRole("button", { name: "Back to the files" }).click();
  await expect(staff.getByRole("button", { name: "Back to the files" })).toBeHidden();
});
