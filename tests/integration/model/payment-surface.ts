import { sql } from "drizzle-orm";
import type { CartId, OrderId } from "@/lib/base/ids";
import { confirmPayment } from "@/lib/checkout/payment-element/confirm-payment.server";
import { startPayment } from "@/lib/checkout/payment-element/start-payment.server";
import type { connect } from "@/lib/db/client";
import type { Happening } from "@/tests/model/order-model";
import { CARDS, IBANS, type LocalStripe } from "@/tests/support/local-stripe";
import { paymentShop, type TokenOptions } from "@/tests/support/payment-shop";
import { shopperOf } from "@/tests/support/shop";

type Placed = { orderId: OrderId; cartId: CartId };

const ASKS_BANK = "4000002760003184";

/** What a shopper, their bank and Stripe's dashboard do with an order on the Payment Element. */
export function paymentSurface(
  db: ReturnType<typeof connect>,
  { stripe, url, answerBank }: LocalStripe,
  recover: () => Promise<void>,
) {
  const { token } = paymentShop(db, url);

  /** The page, opened anew, as far as the button: pressing it is what the result does. */
  async function atTheButton({ orderId, cartId }: Placed, wish: Omit<TokenOptions, "amount">) {
    const shopper = shopperOf(cartId);
    const page = await startPayment({ shopper, locale: "en", orderId });
    if (!page.ok) throw new Error(`order ${orderId} can't be paid: ${page.code}`);
    const tokenId = await token({ ...wish, amount: page.amount });
    return () => confirmPayment({ orderId: page.orderId, tokenId, signedQuote: page.signedQuote, shopper });
  }

  const intentsOf = async ({ orderId }: Placed) => {
    const { data } = await stripe.paymentIntents.list({ limit: 100 });
    return data.filter(({ metadata }) => metadata.order_id === orderId);
  };
  const inStatus = async (placed: Placed, ...statuses: string[]) =>
    (await intentsOf(placed)).find(({ status }) => statuses.includes(status));

  async function asked(placed: Placed) {
    const intent = await inStatus(placed, "requires_action");
    if (!intent) throw new Error(`no bank is asked about order ${placed.orderId}`);
    return intent;
  }

  const pay = async (placed: Placed, wish: Omit<TokenOptions, "amount">) =>
    (await atTheButton(placed, wish))();
  const bankAnswers = async (placed: Placed, answer: "authorize" | "fail") =>
    answerBank(await asked(placed), answer);

  /** Its goods are no longer held, so the store ends it: a PaymentIntent never expires by itself. */
  const letHoldEnd = ({ orderId }: Placed) =>
    db.execute(
      sql`update stock_holds set expires_at = now() - interval '1 minute' where order_id = ${orderId} and status = 'held'`,
    );

  async function reopen({ orderId, cartId }: Placed): Promise<void> {
    const begun = await startPayment({ shopper: shopperOf(cartId), locale: "en", orderId });
    if (!begun.ok) throw new Error(`order ${orderId} can't be paid again: ${begun.code}`);
  }

  /** @returns false for what is the same on every surface */
  async function make(order: Placed, { kind: what }: Happening): Promise<boolean> {
    switch (what) {
      case "pay_card":
        await pay(order, {});
        return true;
      case "pay_declined":
        await pay(order, { number: CARDS.declined });
        return true;
      case "pay_debit":
        await pay(order, { iban: IBANS.success });
        return true;
      case "bank_is_asked":
        await pay(order, { number: ASKS_BANK });
        return true;
      case "bank_agrees":
        await bankAnswers(order, "authorize");
        return true;
      case "bank_refuses":
        await bankAnswers(order, "fail");
        return true;
      case "canceled_at_stripe":
        await stripe.paymentIntents.cancel((await asked(order)).id);
        return true;
      case "time_is_over":
        await letHoldEnd(order);
        return true;
      case "pay_again":
        // The shopper sees an order that is over, so the store knows that by now.
        await recover();
        await reopen(order);
        return true;
      default:
        return false;
    }
  }

  return {
    make,
    atTheButton,
    async place(cartId: CartId): Promise<OrderId> {
      const begun = await startPayment({ shopper: shopperOf(cartId), locale: "en" });
      if (!begun.ok) throw new Error(`the checkout was refused: ${begun.code}`);
      return begun.orderId;
    },
    /** Of the payment that took money or is to take it; null without one. */
    intentOf: async (placed: Placed) => (await inStatus(placed, "succeeded", "processing"))?.id ?? null,
  };
}
