import { expectAccessible } from "./support/accessibility";
import { CARDS } from "./support/embedded-checkout";
import { Shopper } from "./support/shopper";
import { expect, test } from "./support/test";

/** What the form itself finds out, before anything is sent. */
const MISTYPED = [
  { number: "4242424242424241", told: "Your card number is invalid." },
  { number: CARDS.succeeds, expiry: "12 / 24", told: "Your card’s expiration year is in the past." },
  { number: CARDS.succeeds, cvc: "12", told: "Your card’s security code is incomplete." },
];

/** Stripe's test cards by the code of their decline. The bank's own reasons are not told to the shopper. */
const DECLINED = [
  { code: "generic_decline", number: CARDS.declined, told: "Your card was declined." },
  { code: "insufficient_funds", number: CARDS.insufficientFunds, told: "Your card has insufficient funds." },
  { code: "lost_card", number: "4000000000009987", told: "Your card was declined." },
  { code: "expired_card", number: "4000000000000069", told: "Your card has expired." },
  { code: "stolen_card", number: "4000000000009979", told: "Your card was declined." },
  {
    code: "card_velocity_exceeded",
    number: "4000000000006975",
    told: "Your card was declined: it was used too often, or its limit has been reached.",
  },
  { code: "incorrect_cvc", number: "4000000000000127", told: "Your card’s security code is incorrect." },
  {
    code: "processing_error",
    number: "4000000000000119",
    told: "An error occurred while processing your card. Try again in a little while.",
  },
];

test("The Payment Element’s page asks for what is missing, says why each card was refused, and another one pays", async ({
  page,
  shopper,
  shop,
  stripe,
  payment,
}) => {
  test.slow();
  const { id } = await shopper.opensPaymentWith(shop, await shop.variant());
  await payment.pay();
  await payment.expectMessage("Please enter your e-mail address: we send your order confirmation there.");
  await payment.fillContact();

  for (const { number, told, ...parts } of MISTYPED) {
    await payment.fillCard(number, parts);
    await payment.pay();
    await payment.expectMessage(told);
    await expect(payment.payment.getByRole("alert")).toHaveText(told);
  }
  await expectAccessible(page);
  expect(await shop.attempts(id)).toEqual([]);

  for (const { number, told } of DECLINED) {
    await payment.fillCard(number);
    await payment.pay();
    await payment.expectMessage(told);
    await expect(payment.payment.getByRole("alert")).toHaveCount(0);
    expect((await shop.order(id)).status).toBe("open");
  }
  await expectAccessible(page);
  const attempts = await shop.attempts(id);
  const intents = await Promise.all(
    attempts.map(({ stripeId }) => stripe.api.paymentIntents.retrieve(stripeId)),
  );
  const codes = intents.map(({ last_payment_error: error }) => error?.decline_code ?? error?.code);
  expect(codes).toEqual(DECLINED.map(({ code }) => code));

  await payment.fillCard(CARDS.succeeds);
  await payment.pay();
  expect(await shopper.arrivesAtOrder()).toBe(id);
  await shop.expectStatus(id, "paid");
});

test("A French-speaking shopper reads in French why a card was refused, and pays", async ({ page, shop }) => {
  const shopper = new Shopper(page, "fr");
  await shopper.opensPaymentWith(shop, await shop.variant());
  const { payment } = shopper;
  await payment.fillContact();
  await payment.fillCard(CARDS.succeeds, { cvc: "12" });
  await payment.pay();
  await payment.expectMessage("Le code de sécurité de votre carte est incomplet.");
  for (const [number, told] of [
    [CARDS.declined, "Votre carte a été refusée."],
    [CARDS.insufficientFunds, "Votre carte ne dispose pas de fonds suffisants."],
  ] as const) {
    await payment.fillCard(number);
    await payment.pay();
    await payment.expectMessage(told);
  }
  await payment.fillCard(CARDS.succeeds);
  await payment.pay();
  const id = await shopper.arrivesAtOrder();
  expect(new URL(page.url()).pathname).toBe(`/fr/orders/${id}`);
  await shopper.seesThanks();
});
