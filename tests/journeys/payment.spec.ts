import { expectAccessible } from "./support/accessibility";
import { ADA, BYRON, CARDS, type Contact, IBANS } from "./support/embedded-checkout";
import { expect, test } from "./support/test";

const atStripe = ({ name, line1, city, postalCode }: Omit<Contact, "email">) => ({
  name,
  address: { line1, city, postal_code: postalCode },
});

test.describe("The page on the Payment Element", () => {
  test("accepts a promotion code, follows the delivery, and a guest pays by card the amount on the button", {
    tag: "@phone",
  }, async ({ page, shopper, shop, payment }) => {
    const variant = await shop.variant();
    await shopper.goesToPaymentWith(variant);
    const { id, total: before } = await shop.newestOrderOf(variant.id);
    await payment.expectTotal(before);

    await payment.applyCode("\u2066TEN\u00adOFF\u2069");
    await expect(payment.row("10% off")).toContainText("With code TENOFF");
    await payment.chooseDelivery(/^Express/);
    await payment.chooseCountry("US");
    await payment.chooseCountry("FR");
    const { total } = await shop.order(id);
    await payment.expectTotal(total);
    await expectAccessible(page);

    await payment.fillContact();
    await payment.fillCard(CARDS.succeeds);
    await payment.pay();
    expect(await shopper.arrivesAtOrder()).toBe(id);
    await shopper.seesThanks();

    expect(await shop.order(id)).toMatchObject({ status: "paid", total });
    const main = page.getByRole("main");
    await expect(main).toContainText(ADA.line1);
    await expect(main).toContainText("With code TENOFF");
    expect(await shop.stock(variant.id)).toEqual({ onHand: variant.onHand - 1, held: 0 });
  });

  test("bills another address than the delivery's", async ({ page, shopper, shop, stripe, payment }) => {
    const { id } = await shopper.opensPaymentWith(shop, await shop.variant());
    await payment.fillContact();
    await payment.fillCard(CARDS.succeeds);
    await payment.billingSame.uncheck();
    await payment.fillAddress(payment.billingAddress, BYRON);
    await expectAccessible(page);
    await payment.pay();

    expect(await shopper.arrivesAtOrder()).toBe(id);
    await shop.expectStatus(id, "paid");
    const [attempt] = await shop.attempts(id);
    const charge = await stripe.chargeOf(attempt?.paymentIntentId ?? "");
    expect(charge?.billing_details).toMatchObject(atStripe(BYRON));
    expect(charge?.shipping).toMatchObject(atStripe(ADA));
    expect(await shop.deliveryOf(id)).toMatchObject({
      line1: ADA.line1,
      city: ADA.city,
      postalCode: ADA.postalCode,
    });
  });

  test("pays once for a double click, even when the first answer is lost", async ({
    page,
    shopper,
    shop,
    stripe,
    payment,
  }) => {
    const { id, total } = await shopper.opensPaymentWith(shop, await shop.variant());
    await payment.fillContact();
    await payment.fillCard(CARDS.succeeds);
    let lost = 0;
    await page.route("**/api/checkout/payment/confirm", async (route) => {
      if (lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      await route.abort();
    });
    await payment.payButton.dblclick();
    expect(await shopper.arrivesAtOrder()).toBe(id);
    const intents = await stripe.api.paymentIntents.list({ limit: 30 });
    const charged = intents.data.filter((intent) => intent.metadata.order_id === id);
    expect(charged.map((intent) => intent.amount_received)).toEqual([total]);
  });

  test("is paid by debit, which is shown as processing until the bank has answered", async ({
    shopper,
    shop,
    stripe,
    payment,
  }) => {
    await shopper.opensPaymentWith(shop, await shop.variant());
    await payment.fillContact();
    await payment.choose("sepa_debit");
    await payment.fillSepa(IBANS.undecided);
    await payment.pay();
    const id = await shopper.arrivesAtOrder();
    await shop.expectStatus(id, "processing");
    const [attempt] = await shop.attempts(id);
    await stripe.settle(attempt?.stripeId ?? "");
    await shopper.seesThanks();
    await shop.expectStatus(id, "paid");
  });

  test("is shown again after the page of a bank: to pay another way, or with the order paid", async ({
    page,
    shopper,
    shop,
    payment,
    checkout,
  }) => {
    const { id } = await shopper.opensPaymentWith(shop, await shop.variant());
    for (const answer of ["fail", "authorize"] as const) {
      await payment.fillContact();
      await payment.choose("ideal");
      await payment.pay();
      await page.waitForURL(/redirect\/authorize/);
      await checkout.answerRedirect(answer);
      if (answer === "authorize") break;
      await page.waitForURL(/\/checkout\/payment\?order=/);
      await payment.expectReady();
      await expect(page.getByText("The payment was not completed")).toBeVisible();
      await expectAccessible(page);
    }
    expect(await shopper.arrivesAtOrder()).toBe(id);
    await shop.expectStatus(id, "paid");
  });

  test("needs no card when the discounts cover everything", async ({ page, shopper, shop, payment }) => {
    const { id } = await shopper.opensPaymentWith(shop, await shop.variant());
    await payment.applyCode("ALLFREE");
    await payment.expectTotal(0);
    await expect(page.getByText("No card is needed")).toBeVisible();
    await expectAccessible(page);
    await payment.fillContact();
    await payment.pay();
    expect(await shopper.arrivesAtOrder()).toBe(id);
    await shopper.seesThanks();
    expect(await shop.order(id)).toMatchObject({ status: "paid", total: 0 });
  });

  test("shows the new total first when a discount has ended meanwhile", async ({
    page,
    shopper,
    shop,
    payment,
  }) => {
    const code = `SHORT${Date.now()}`;
    const name = `Short joy ${Date.now()}`;
    await shop.query(
      `insert into discount_rules (id, kind, code, name, conditions, combinable)
        select $1, kind, $2, jsonb_build_object('en', $3::text, 'fr', $3::text), conditions, combinable
          from discount_rules where id = 'rule_code_tenoff'`,
      [`rule_${code}`, code, name],
    );
    const { id, total } = await shopper.opensPaymentWith(shop, await shop.variant());
    await payment.applyCode(code);
    await expect(payment.main.getByText(`${code} has been applied.`)).toBeAttached();
    await payment.fillContact();
    await payment.fillCard(CARDS.succeeds);
    await shop.query("update discount_rules set active = false where id = $1", [`rule_${code}`]);
    await payment.pay();
    await payment.expectError(/the total has changed/i);
    await expect(payment.main.getByText("has been applied")).toHaveCount(0);
    await payment.expectTotal(total);
    expect((await shop.order(id)).status).toBe("open");
    await expectAccessible(page);

    await payment.pay();
    expect(await shopper.arrivesAtOrder()).toBe(id);
    expect(await shop.order(id)).toMatchObject({ status: "paid", total });
  });
});

test.describe("The shopper’s bank", () => {
  test.beforeEach(async ({ shopper, shop, payment }) => {
    await shopper.opensPaymentWith(shop, await shop.variant());
    await payment.payByCard(CARDS.asksFor3ds);
  });

  test("that refuses leaves a page on which another card pays, whose bank asks and agrees", {
    tag: "@phone",
  }, async ({ page, shopper, shop, payment, checkout }) => {
    await checkout.answerChallenge("fail");
    await payment.expectError(/unable to authenticate/i);
    await expectAccessible(page);
    await payment.fillCard(CARDS.alsoAsksFor3ds);
    await payment.pay();
    await checkout.answerChallenge("authorize");
    const id = await shopper.arrivesAtOrder();
    expect((await shop.order(id)).status).toBe("paid");
  });

  test("can be asked again after the page was reloaded", async ({
    page,
    shopper,
    shop,
    payment,
    checkout,
  }) => {
    await payment.expectChallenge();
    await page.reload();
    await payment.expectReady();
    await expect(payment.goOnButton).toBeVisible();
    await expectAccessible(page);
    await payment.goOnButton.click();
    await checkout.answerChallenge("authorize");
    const id = await shopper.arrivesAtOrder();
    expect((await shop.order(id)).status).toBe("paid");
    expect(await shop.attempts(id)).toHaveLength(1);
  });
});
