import { expectAccessible } from "../support/accessibility";
import { agreesToAll, entersDesk } from "../support/desk";
import { expectNoOverflow } from "../support/layout";
import { mailAbout } from "../support/mail";
import { expect, test } from "../support/test";

test.describe("An order, in the desk", () => {
  // What the store refuses, the browser logs.
  test.use({ expectedErrors: [/40[349]/] });

  test("leaves in two parcels, the last is taken back and sent again, and its papers are printed", {
    tag: "@phone",
  }, async ({ page, shopper, shop }) => {
    test.setTimeout(180_000);
    const variant = await shop.variant();
    const order = await shopper.buys(shop, variant, 3);

    await entersDesk(page, "fulfilment", `/admin/orders/${order.number}/ship`);
    await expect(page.getByText("3 pieces are left to be sent.")).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page, "the page that sends");

    const pieces = page.getByRole("spinbutton");
    await pieces.fill("0");
    await page.getByRole("button", { name: "It has left" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "The parcel is empty" })).toBeVisible();
    await shop.expectStatus(order.id, "paid");
    await pieces.fill("1");
    await page.getByLabel("Link to follow it").fill("http://example.com/parcel");
    await page.getByRole("button", { name: "It has left" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "https://" })).toBeVisible();
    await expect(pieces).toHaveValue("1");
    await page.getByLabel("Link to follow it").fill("");
    await page.getByLabel("Carrier").fill("DHL");
    await page.getByLabel("Tracking number").fill("JD0140001");
    await page.getByRole("button", { name: "It has left" }).click();
    await expect(page.getByText("2 pieces are left to be sent.")).toBeVisible();
    expect(await mailAbout(order.id, /JD0140001/)).toContain("dhl.com");
    await shop.expectStatus(order.id, "paid");

    await page.reload();
    await page.getByRole("button", { name: "It has left" }).click();
    await shop.expectStatus(order.id, "shipped");
    await expect(page.getByText("Nothing can be sent while it is in this state.")).toBeVisible();
    await expectAccessible(page);

    agreesToAll(page);
    await page.getByRole("button", { name: "has not left after all" }).click();
    await shop.expectStatus(order.id, "paid");
    await expect(page.getByText("2 pieces are left to be sent.")).toBeVisible();
    await page.getByRole("button", { name: "It has left" }).click();
    await shop.expectStatus(order.id, "shipped");

    for (const kind of ["slip", "invoice"]) {
      const printed = await page.request.post("/api/admin/orders/print", {
        data: { numbers: order.number, kind },
        headers: { origin: new URL(page.url()).origin },
      });
      expect(printed.headers()["content-type"]).toBe("application/pdf");
      expect((await printed.body()).subarray(0, 5).toString()).toBe("%PDF-");
    }

    const again = await page.request.post("/api/admin/orders/send", {
      data: { numbers: `${order.number},NONE-NONE` },
      headers: { origin: new URL(page.url()).origin },
    });
    expect(await again.json()).toEqual({
      sent: [],
      refused: [
        { number: order.number, code: "already_shipped", message: "It has left already." },
        { number: "NONE-NONE", code: "unknown_order", message: "There is no such order." },
      ],
    });
  });
});
