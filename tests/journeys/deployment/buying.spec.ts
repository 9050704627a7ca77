import { deploymentTest as test } from "../support/deployment-test";
import { ADA, CARDS } from "../support/embedded-checkout";
import { targetOfJourneys } from "../support/target";
import { expect } from "../support/test";

const target = targetOfJourneys();
const refunds = target.kind === "deployment" && target.stripe !== null;
/** The event of a refund goes through Stripe, and may be asked for by a round. */
const HEARD = 120_000;

test.describe("A store that runs somewhere", { tag: "@orders" }, () => {
  test("sells something to a guest, who gets the money back", { tag: "@phone" }, async ({
    page,
    shopper,
    stranger,
    orders,
    email,
  }) => {
    test.setTimeout(2 * HEARD);
    await stranger.findsGoods();
    await stranger.putsIntoCart();
    await shopper.checkoutLink.click();
    await page.waitForURL(/\/checkout\//);
    const contact = { ...ADA, email };
    if (page.url().includes("/checkout/embedded")) await shopper.checkout.payByCard(CARDS.succeeds, contact);
    else if (page.url().includes("/checkout/payment"))
      await shopper.payment.payByCard(CARDS.succeeds, contact);
    else await shopper.elements.payByCard(CARDS.succeeds, contact);
    const orderId = await shopper.arrivesAtOrder();
    orders.add(orderId);
    await shopper.seesThanks();
    const status = async () => (await (await page.request.get(`/api/orders/${orderId}`)).json()).status;
    expect(await status()).toBe("paid");
    if (!refunds) return;
    await orders.giveBack();
    await expect.poll(status, { timeout: HEARD, message: "the store hears of the refund" }).toBe("refunded");
  });

  test("keeps a cart until it is emptied", async ({ page, stranger }) => {
    await stranger.findsGoods();
    await stranger.putsIntoCart();
    await page.reload();
    await expect(page.getByText("Your cart is empty")).toBeHidden();
    await stranger.emptiesCart();
    await expect(page.getByText("Your cart is empty")).toBeVisible();
  });

  test("takes no event without a signature", async ({ request }) => {
    const answer = await request.post("/api/webhooks/stripe", { data: { type: "charge.refunded" } });
    expect(answer.status()).toBe(400);
  });

  test("makes an account by a code, and deletes it", async ({ page, stranger, email }) => {
    await page.goto("/sign-in");
    test.skip((await page.request.get("/local/mail")).status() !== 200, "needs e-mails that can be read");
    await page.getByLabel("E-mail address").fill(email);
    await page.getByRole("button", { name: "Send me a code" }).click();
    await page.getByLabel("Code").fill((await stranger.codeSentTo(email)) ?? "");
    await page.getByRole("main").getByRole("button", { name: "Sign in", exact: true }).click();
    await page.waitForURL("**/account");
    await page.goto("/account/delete");
    await page.getByRole("button", { name: "Delete my account" }).click();
    await expect(page.getByText("Your account is deleted.")).toBeVisible();
  });
});
