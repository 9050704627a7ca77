import { expectAccessible } from "./support/accessibility";
import { ADA, CARDS, IBANS } from "./support/embedded-checkout";
import { mailAbout } from "./support/mail";
import { Shopper } from "./support/shopper";
import { expect, test } from "./support/test";

/** Minor units, in France. */
const STANDARD_DELIVERY = 490;

test.describe("Paying on Checkout Elements with a discount", () => {
  test("by card: after a decline with its reason, another card pays once, however often the button is pressed", async ({
    page,
    shopper,
    shop,
    stripe,
    elements,
  }) => {
    const variant = await shop.variant();
    await shopper.hasCart(shop, variant);
    const { orderId, sessionId } = await shopper.opensElements(shop, variant);
    await elements.applyCode("TENOFF");
    const { total } = await shop.order(orderId);
    await elements.payByCard(CARDS.declined);
    await elements.expectMessage("Your card was declined.");
    await expectAccessible(page);
    await elements.fillCard(CARDS.insufficientFunds);
    await elements.pay();
    await elements.expectMessage("Your card has insufficient funds.");
    await elements.expectTotal(total);
    await expect(elements.row("10% off")).toBeVisible();
    expect((await shop.order(orderId)).status).toBe("open");

    await elements.fillCard(CARDS.succeeds);
    await elements.expectSettled();
    await elements.payButton.dblclick();
    expect(await shopper.arrivesAtOrder()).toBe(orderId);
    await shopper.seesThanks();
    expect(await shop.order(orderId)).toMatchObject({ status: "paid", total });
    expect(await stripe.calls(`${sessionId}/confirm`)).toHaveLength(3);
    expect(await shop.stock(variant.id)).toEqual({ onHand: variant.onHand - 1, held: 0 });
    expect(await shop.jobs(orderId)).toEqual([
      "email.merchant_order_paid",
      "email.order_confirmed",
      "shipping.request",
    ]);
  });

  test("by card: the bank asks, the shopper gives up, and then agrees", async ({
    page,
    shopper,
    shop,
    elements,
    checkout,
  }) => {
    const variant = await shop.variant();
    await shopper.hasCart(shop, variant);
    const { orderId } = await shopper.opensElements(shop, variant);
    await elements.applyCode("TENOFF");
    const { total } = await shop.order(orderId);
    await elements.payByCard(CARDS.asksFor3ds);
    await checkout.answerChallenge("fail");
    await elements.expectError(/unable to authenticate/i);
    await elements.expectTotal(total);
    expect((await shop.order(orderId)).status).toBe("open");
    await expectAccessible(page);

    await elements.pay();
    await checkout.answerChallenge("authorize");
    expect(await shopper.arrivesAtOrder()).toBe(orderId);
    expect(await shop.order(orderId)).toMatchObject({ status: "paid", total });
  });

  test("by SEPA: is processing until the bank has paid", async ({
    page,
    shopper,
    shop,
    stripe,
    elements,
  }) => {
    const variant = await shop.variant();
    await shopper.hasCart(shop, variant);
    const { orderId } = await shopper.opensElements(shop, variant);
    await elements.applyCode("TENOFF");
    const { total } = await shop.order(orderId);
    await elements.fillContact();
    await elements.choose("sepa_debit");
    await elements.fillSepa(IBANS.undecided);
    await elements.pay();
    expect(await shopper.arrivesAtOrder()).toBe(orderId);
    await shop.expectStatus(orderId, "processing");
    await expect(page.getByRole("main")).toContainText("With code TENOFF");
    expect(await mailAbout(orderId, /being processed/)).toContain("10% off (With code TENOFF)");

    const [attempt] = await shop.attempts(orderId);
    await stripe.settle(attempt?.paymentIntentId ?? "");
    await shop.expectStatus(orderId, "paid");
    expect((await shop.order(orderId)).total).toBe(total);
    await expect(page.getByText("Status: Paid")).toBeVisible();
  });

  test("by iDEAL: back by the browser's button, refused by the bank, then paid", async ({
    page,
    shopper,
    shop,
    elements,
    checkout,
  }) => {
    const variant = await shop.variant();
    await shopper.hasCart(shop, variant);
    const { orderId } = await shopper.opensElements(shop, variant);
    await elements.applyCode("TENOFF");
    const { total } = await shop.order(orderId);
    const goesToTheBank = async () => {
      await elements.choose("ideal");
      await elements.pay();
      await page.waitForURL(/redirect\/authorize/);
    };
    await elements.fillContact();
    await goesToTheBank();
    await page.goBack();
    await elements.expectReady();
    await elements.expectTotal(total);
    expect((await shop.order(orderId)).status).toBe("open");

    await elements.fillContact();
    await goesToTheBank();
    await checkout.answerRedirect("fail");
    await page.waitForURL(/\/checkout\/elements\?.*notice=not_completed/);
    await elements.expectReady();
    await expect(elements.main.getByText(/was not completed/).first()).toBeVisible();
    await elements.expectTotal(total);
    await expectAccessible(page);

    await elements.fillContact();
    await goesToTheBank();
    await checkout.answerRedirect("authorize");
    expect(await shopper.arrivesAtOrder()).toBe(orderId);
    expect(await shop.order(orderId)).toMatchObject({ status: "paid", total });
  });

  test("nothing at all: needs no card", async ({ page, shopper, shop, elements }) => {
    const variant = await shop.variant();
    await shopper.hasCart(shop, variant);
    const { orderId } = await shopper.opensElements(shop, variant);
    await elements.applyCode("ALLFREE");
    await elements.expectTotal(0);
    await expect(elements.main.getByText("There is nothing to pay")).toBeVisible();
    await expect(elements.main.locator('iframe[title="Secure payment input frame"]')).toHaveCount(0);
    await expectAccessible(page);
    await elements.fillContact();
    await elements.pay();
    expect(await shopper.arrivesAtOrder()).toBe(orderId);
    await shopper.seesThanks();
    expect(await shop.order(orderId)).toMatchObject({ status: "paid", total: 0 });
    await expect(page.getByRole("main")).toContainText("With code ALLFREE");
    expect((await shop.attempts(orderId)).map(({ paymentIntentId }) => paymentIntentId)).toEqual([null]);
    expect(await mailAbout(orderId, /Thank you/)).toContain("On the house (With code ALLFREE)");
  });

  test("when Stripe collected another total: a person checks it, and the shopper reads a calm message", async ({
    page,
    shopper,
    shop,
    stripe,
    elements,
  }) => {
    const variant = await shop.variant();
    await shopper.hasCart(shop, variant);
    const { orderId, sessionId } = await shopper.opensElements(shop, variant);
    await elements.applyCode("TENOFF");
    await elements.fillContact();
    await elements.fillCard(CARDS.succeeds);
    await elements.expectSettled();
    // What the page still tells Stripe would bring the other total along, before the button is pressed.
    await expect
      .poll(async () => {
        const session = await stripe.api.checkout.sessions.retrieve(sessionId);
        return session.collected_information?.shipping_details?.address.postal_code;
      })
      .toBe(ADA.postalCode);
    const { total } = await shop.order(orderId);
    const tampered = total + total - STANDARD_DELIVERY;
    await stripe.tamper(sessionId, { line_quantity: 2, amount_total: tampered });
    await elements.pay();
    await elements.expectError(/total has changed/i);
    await elements.expectTotal(tampered);
    await elements.pay();
    expect(await shopper.arrivesAtOrder()).toBe(orderId);
    await shop.expectStatus(orderId, "needs_attention");
    const main = page.getByRole("main");
    await expect(main).toContainText("Being checked");
    await expect(main).toContainText("You don’t need to do anything; we will e-mail you.");
    expect(await shop.jobs(orderId)).toEqual(["email.merchant_attention"]);
  });
});

test.describe("In French", () => {
  test.use({ locale: "fr-FR" });

  test("Checkout Elements shows discounts, refusals and totals, and so do the order and its e-mail", async ({
    page,
    shop,
  }) => {
    const shopper = new Shopper(page, "fr");
    const { elements } = shopper;
    const variant = await shop.variant({ below: 5000 });
    await shopper.hasCart(shop, variant);
    const { orderId } = await shopper.opensElements(shop, variant);
    await expect(page.locator("html")).toHaveAttribute("lang", "fr");
    await elements.applyCode("RIEN");
    await elements.expectError(/Nous ne connaissons pas ce code/);
    await elements.applyCode("FRANCE15");
    await expect(elements.row("15 % en France")).toContainText("Avec le code FRANCE15");
    await elements.chooseCountry("CA");
    await expect(elements.row("Bonjour le Canada")).toContainText("Canada");
    await expect(elements.refused).toContainText("France");
    await elements.chooseCountry("FR");
    await elements.applyCode("FRANCE15");
    const { total } = await shop.order(orderId);
    await elements.expectTotal(total);
    await expectAccessible(page);

    await elements.payByCard(CARDS.declined);
    await elements.expectError(/Le paiement n’a pas abouti/);
    await elements.fillCard(CARDS.succeeds);
    await elements.pay();
    expect(await shopper.arrivesAtOrder()).toBe(orderId);
    expect(new URL(page.url()).pathname).toBe(`/fr/orders/${orderId}`);
    await shopper.seesThanks();
    await expect(page.getByRole("main")).toContainText("15 % en FranceAvec le code FRANCE15");
    expect(await mailAbout(orderId, /Merci/)).toContain("15 % en France (Avec le code FRANCE15)");
  });
});
