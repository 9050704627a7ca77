import { expectAccessible } from "../support/accessibility";
import { agreesToAll, entersDesk } from "../support/desk";
import { expectNoOverflow } from "../support/layout";
import type { LocalStripe } from "../support/local-stripe";
import type { Shop } from "../support/shop";
import type { Shopper } from "../support/shopper";
import { expect, test } from "../support/test";

type Given = { shopper: Shopper; shop: Shop; stripe: LocalStripe; reason: string };

/** A paid order whose bank asks for the money. */
async function disputedOrder({ shopper, shop, stripe, reason }: Given) {
  const variant = await shop.variant();
  const order = await shopper.buys(shop, variant);
  const paid = (await shop.attempts(order.id)).find(({ status }) => status === "paid");
  await stripe.dispute(paid?.paymentIntentId ?? "", { reason });
  await shop.expectStatus(order.id, "disputed");
  return order;
}

test.describe("A dispute, in the desk", () => {
  // What the store refuses, the browser logs.
  test.use({ expectedErrors: [/4(0[349]|22)/] });

  test("is found by its due date, answered with what the order knows, and won", {
    tag: "@phone",
  }, async ({ page, shopper, shop, stripe }) => {
    const order = await disputedOrder({ shopper, shop, stripe, reason: "product_not_received" });
    await entersDesk(page, "support", "/admin/disputes");
    await expectAccessible(page);
    await expectNoOverflow(page, "the list of disputes");
    const row = page.getByRole("row").filter({ hasText: order.number });
    await row.getByRole("link", { name: "Goods not received" }).click();
    await expect(page.getByText("Show that the goods arrived")).toBeVisible();
    await expect(page.getByText("A refund now would pay the shopper twice")).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page, "the page of a dispute");

    const story = page.getByLabel("What happened");
    await expect(story).toHaveValue(new RegExp(order.number));
    await story.fill("winning_evidence");
    await page.getByRole("button", { name: "Save the draft" }).click();
    await expect(page.getByText("This is the saved draft.")).toBeVisible();
    await expect(story).toHaveValue("winning_evidence");
    await expectAccessible(page);
    await shop.expectStatus(order.id, "disputed");

    const files = page.getByRole("region", { name: "Files" });
    await files.getByRole("button", { name: "Add the packing slip" }).click();
    await expect(files.getByText("shipping_documentation.pdf")).toBeVisible();
    const send = async (name: string, content: string) => {
      await files.getByLabel("What it shows").selectOption("customer_communication");
      await files
        .getByLabel("File", { exact: true })
        .setInputFiles({ name, mimeType: "application/pdf", buffer: Buffer.from(content) });
      await files.getByRole("button", { name: "Add this file" }).click();
    };
    await send("letter.pdf", "no PDF at all");
    await expect(files.getByText("This file is none of them.")).toBeVisible();
    await send("letter.pdf", "%PDF-1.7 a letter");
    await expect(files.getByText("customer_communication.pdf")).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page, "a dispute with files");
    await files.getByRole("button", { name: "Take out: What the buyer wrote" }).click();
    await expect(files.getByText("customer_communication.pdf")).toHaveCount(0);
    await expect(story).toHaveValue("winning_evidence");

    agreesToAll(page);
    await page.getByRole("button", { name: "Submit to the bank" }).click();
    await shop.expectStatus(order.id, "paid");
    await page.reload();
    await expect(page.getByText("The bank decided for you.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Submit to the bank" })).toHaveCount(0);
    await expectAccessible(page);
    await page.goto("/admin/disputes?state=won");
    await expect(page.getByRole("row").filter({ hasText: order.number })).toBeVisible();
  });

  test("is accepted after a question, and not changed by who saw an older version", async ({
    page,
    shopper,
    shop,
    stripe,
    context,
  }) => {
    const order = await disputedOrder({ shopper, shop, stripe, reason: "fraudulent" });
    await entersDesk(page, "owner", `/admin/orders/${order.number}`);
    await page.getByRole("link", { name: /^Fraud/ }).click();
    await expect(page.getByRole("heading", { name: "What convinces the bank" })).toBeVisible();
    const other = await context.newPage();
    await other.goto(page.url());
    await other.getByLabel("What happened").fill("They phoned us.");
    await other.getByRole("button", { name: "Save the draft" }).click();
    await expect(other.getByText("This is the saved draft.")).toBeVisible();

    const accept = page.getByRole("button", { name: "Accept the dispute" });
    await accept.click();
    const question = page.getByRole("alertdialog", { name: "Accept the dispute" });
    await expect(question.getByRole("button", { name: "Go back" })).toBeFocused();
    await expectAccessible(page);
    await page.keyboard.press("Enter");
    await expect(question).toHaveCount(0);
    await expect(accept).toBeFocused();
    await shop.expectStatus(order.id, "disputed");
    agreesToAll(page);
    await accept.click();
    await expect(page.getByRole("alert").filter({ hasText: "Somebody changed this dispute" })).toBeVisible();
    await page.reload();
    await page.getByRole("button", { name: "Accept the dispute" }).click();
    await shop.expectStatus(order.id, "charged_back");
    await expect(page.getByText("The bank took the money.")).toBeVisible();
  });

  test("is shown to who may only look, and answered by nobody without the right", async ({
    page,
    shopper,
    shop,
    stripe,
  }) => {
    const order = await disputedOrder({ shopper, shop, stripe, reason: "duplicate" });
    await entersDesk(page, "read_only", `/admin/orders/${order.number}`);
    await page.getByRole("link", { name: "Charged twice" }).click();
    await expect(page.getByRole("heading", { name: "What convinces the bank" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Save the draft" })).toHaveCount(0);
    const id = new URL(page.url()).pathname.split("/").at(-1);
    const answer = await page.request.post(`/api/admin/disputes/${id}/acceptance`, {
      data: { seen: "0123456789abcdef" },
      headers: { Origin: new URL(page.url()).origin },
    });
    expect(answer.status()).toBe(403);
  });
});
