import { expectAccessible } from "../support/accessibility";
import { agreesToAll, entersDesk } from "../support/desk";
import { expectNoOverflow } from "../support/layout";
import { expect, test } from "../support/test";

test("A carrier's file is downloaded, and its tracking numbers send the orders", {
  tag: "@phone",
}, async ({ page, shopper, shop }) => {
  test.setTimeout(120_000);
  const variant = await shop.variant();
  const order = await shopper.buys(shop, variant);

  await entersDesk(page, "fulfilment", "/admin/orders");
  await page.getByRole("link", { name: "Labels" }).click();
  await expect(page.getByRole("heading", { name: "Labels and tracking numbers" })).toBeVisible();
  const file = await page.request.get("/api/admin/orders/labels");
  expect(await file.text()).toContain(order.number);
  await page.getByLabel("File").setInputFiles({
    name: "tracking.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`Order,Carrier,Tracking number\n${order.number},DHL,JD0140001\nNONE-NONE,DHL,2\n`),
  });
  await expect(page.getByLabel("Or paste the rows")).toHaveValue(/JD0140001/);
  agreesToAll(page);
  await page.getByRole("button", { name: "Report as sent" }).click();
  await expect(page.getByText("1 order was sent.")).toBeVisible();
  await expect(page.getByText("Sent: JD0140001")).toBeVisible();
  await expect(page.getByText("There is no such order.")).toBeVisible();
  await expectAccessible(page);
  await expectNoOverflow(page, "labels and tracking numbers");
  await shop.expectStatus(order.id, "shipped");
});
