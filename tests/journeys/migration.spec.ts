import type Stripe from "stripe";
import { keepByConfirmationToken, payByConfirmationToken } from "../examples/by-confirmation-token";
import { keepByPaymentMethod, payByPaymentMethod } from "../examples/by-payment-method";
import type { ExampleOrder } from "../examples/order";
import { CARDS } from "./support/embedded-checkout";
import { ExamplePage, serveExample } from "./support/example-page";
import type { LocalStripe } from "./support/local-stripe";
import { localStripeUrl } from "./support/surroundings";
import { test as base, expect } from "./support/test";

const ORDER: Omit<ExampleOrder, "returnUrl"> = {
  amount: 1099,
  currency: "eur",
  shipping: {
    name: "Jenny Rosen",
    address: {
      line1: "1 rue de la Paix",
      line2: "Escalier B",
      city: "Paris",
      state: "Île-de-France",
      postal_code: "75002",
      country: "FR",
    },
  },
};
const ACCEPTANCE = { ip: "203.0.113.7", userAgent: "Mozilla/5.0" };
const NAME = "Jenny Rosen";

/** All that remains: only a token knows that its method will be kept, and that nobody was asked to show it again. */
const KEPT_BY_TOKEN = ["payment_method.allow_redisplay: unspecified -> limited"];

const card = (number: string) => ({
  type: "card",
  fields: { number, expiry: "1234", cvc: "123" },
});
const METHODS = {
  card: card(CARDS.succeeds),
  cardThatAsks: card(CARDS.asksFor3ds),
  debit: { type: "sepa_debit", fields: { iban: "AT611904300234573201", email: "jenny@example.com" } },
  ideal: { type: "ideal", fields: {} },
};

/**
 * Where two intents of the same payment differ, in the words of the guide; ids, times and secrets are other ones each time.
 */
function differences(older: unknown, newer: unknown, path = ""): string[] {
  if (isObject(older) && isObject(newer)) {
    const names = [...new Set([...Object.keys(older), ...Object.keys(newer)])].sort();
    return names
      .filter((name) => !["created", "client_secret", "authorization_code"].includes(name))
      .flatMap((name) => differences(older[name], newer[name], path ? `${path}.${name}` : name));
  }
  return plain(older) === plain(newer) ? [] : [`${path}: ${plain(older)} -> ${plain(newer)}`];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

const plain = (value: unknown) =>
  typeof value === "string" ? value.replaceAll(/[A-Za-z0-9]{14,}/g, "…") : String(value);

const wholePayment = (stripe: LocalStripe, id: string) =>
  stripe.api.paymentIntents.retrieve(id, { expand: ["payment_method", "latest_charge"] });
const wholeSetup = (stripe: LocalStripe, id: string) =>
  stripe.api.setupIntents.retrieve(id, { expand: ["payment_method"] });

const test = base.extend<{ example: ExamplePage }>({
  example: async ({ page }, use) => {
    const { origin, close } = await serveExample(localStripeUrl());
    await use(new ExamplePage(page, { ...ORDER, returnUrl: `${origin}/order/123/complete` }));
    close();
  },
});

/** Collects in the page, as the older way or the newer one does. */
async function collect(
  example: ExamplePage,
  { type, fields }: { type: string; fields: Record<string, string> },
  { mode = "payment", older }: { mode?: "payment" | "setup"; older: boolean },
): Promise<string> {
  await example.opens({ mode, type, older });
  if (type === "card") await example.fields.locator('select[name="country"]').selectOption("FR");
  await example.types(fields);
  if (type === "sepa_debit") await example.types({ name: NAME });
  return older ? example.collectsPaymentMethod(NAME) : example.collectsToken(NAME);
}

async function pay(
  stripe: LocalStripe,
  example: ExamplePage,
  method: (typeof METHODS)[keyof typeof METHODS],
  older: boolean,
): Promise<Stripe.PaymentIntent> {
  const id = await collect(example, method, { older });
  return older
    ? payByPaymentMethod(stripe.api, example.order, { paymentMethodId: id, ...ACCEPTANCE })
    : payByConfirmationToken(stripe.api, example.order, id);
}

test.describe("The guide's older and newer way, in a browser,", () => {
  test("charge a card with the same result", async ({ example, stripe }) => {
    const older = await pay(stripe, example, METHODS.card, true);
    const newer = await pay(stripe, example, METHODS.card, false);
    const [one, other] = [await wholePayment(stripe, older.id), await wholePayment(stripe, newer.id)];
    expect(one).toMatchObject({
      status: "succeeded",
      shipping: ORDER.shipping,
      payment_method: { billing_details: { name: NAME } },
    });
    expect(differences(one, other)).toEqual([]);
  });

  test("pass on the bank's questions and answers in the same way", async ({ example, stripe, shopper }) => {
    const intents: Stripe.PaymentIntent[] = [];
    for (const older of [true, false]) {
      const intent = await pay(stripe, example, METHODS.cardThatAsks, older);
      expect(intent.status).toBe("requires_action");
      const followed = example.followsNextAction(intent.client_secret ?? "");
      await shopper.checkout.answerChallenge("authorize");
      expect(await followed).toEqual({ status: "succeeded" });
      intents.push(await wholePayment(stripe, intent.id));
    }
    expect(differences(intents[0], intents[1])).toEqual([]);
  });

  test("debit an account with the same result", async ({ example, stripe }) => {
    const older = await pay(stripe, example, METHODS.debit, true);
    const newer = await pay(stripe, example, METHODS.debit, false);
    const [one, other] = [await wholePayment(stripe, older.id), await wholePayment(stripe, newer.id)];
    expect(one).toMatchObject({ status: "processing", payment_method: { type: "sepa_debit" } });
    expect(differences(one, other)).toEqual([]);
  });

  test("lead to a bank's page and back in the same way", async ({ example, stripe, page, shopper }) => {
    const intents: Stripe.PaymentIntent[] = [];
    for (const older of [true, false]) {
      const intent = await pay(stripe, example, METHODS.ideal, older);
      expect(intent.next_action?.redirect_to_url?.return_url).toBe(example.order.returnUrl);
      void example.followsNextAction(intent.client_secret ?? "").catch(() => {});
      await shopper.checkout.answerRedirect("authorize");
      await page.waitForURL(`${example.order.returnUrl}?**`);
      await example.loadsStripe();
      expect(await example.readsReturn()).toBe("succeeded");
      intents.push(await wholePayment(stripe, intent.id));
    }
    expect(differences(intents[0], intents[1])).toEqual([]);
  });

  for (const method of ["card", "debit"] as const) {
    test(`save a ${method} for later with the same result`, async ({ example, stripe }) => {
      const intents: Stripe.SetupIntent[] = [];
      for (const older of [true, false]) {
        const { id: customer } = await stripe.api.customers.create({ name: NAME });
        const id = await collect(example, METHODS[method], { mode: "setup", older });
        const { returnUrl } = example.order;
        const intent = older
          ? await keepByPaymentMethod(stripe.api, customer, { paymentMethodId: id, ...ACCEPTANCE, returnUrl })
          : await keepByConfirmationToken(stripe.api, customer, id);
        expect(intent).toMatchObject({ status: "succeeded", customer });
        intents.push(await wholeSetup(stripe, intent.id));
      }
      expect(differences(intents[0], intents[1])).toEqual(KEPT_BY_TOKEN);
    });
  }

  test("report a refused card in the same way", async ({ example, stripe }) => {
    const { amount, currency, shipping } = example.order;
    const intents: Stripe.PaymentIntent[] = [];
    for (const older of [true, false]) {
      const id = await collect(example, card(CARDS.insufficientFunds), { older });
      const { id: intent, client_secret } = await stripe.api.paymentIntents.create({
        amount,
        currency,
        shipping,
      });
      const named = older ? { payment_method: id } : { confirmation_token: id };
      expect(await example.confirms("payment", client_secret ?? "", named)).toBe("card_declined");
      intents.push(await wholePayment(stripe, intent));
    }
    expect(intents[0]?.last_payment_error).toMatchObject({ decline_code: "insufficient_funds" });
    expect(differences(intents[0], intents[1])).toEqual([]);
  });

  test("are confirmed by the page in the same way, when the server only creates the intent", async ({
    example,
    stripe,
  }) => {
    const payments: Stripe.PaymentIntent[] = [];
    const setups: Stripe.SetupIntent[] = [];
    for (const older of [true, false]) {
      const named = (id: string) => (older ? { payment_method: id } : { confirmation_token: id });
      const { amount, currency, shipping } = ORDER;
      const paid = await collect(example, METHODS.card, { older });
      const payment = await stripe.api.paymentIntents.create({ amount, currency, shipping });
      expect(await example.confirms("payment", payment.client_secret ?? "", named(paid))).toBe("succeeded");
      payments.push(await wholePayment(stripe, payment.id));

      const { id: customer } = await stripe.api.customers.create({ name: NAME });
      const kept = await collect(example, METHODS.card, { mode: "setup", older });
      const setup = await stripe.api.setupIntents.create({ customer });
      expect(await example.confirms("setup", setup.client_secret ?? "", named(kept))).toBe("succeeded");
      setups.push(await wholeSetup(stripe, setup.id));
    }
    expect(differences(payments[0], payments[1])).toEqual([]);
    expect(differences(setups[0], setups[1])).toEqual(KEPT_BY_TOKEN);
  });
});
