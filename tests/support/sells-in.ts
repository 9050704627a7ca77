import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import type { OrderId } from "@/lib/base/ids";
import { currency, exponent, formatMoney, isChargeable } from "@/lib/base/money";
import { parseAmount } from "@/lib/base/money-input";
import { nominalAmount } from "@/lib/base/money-nominal";
import { startEmbeddedCheckout } from "@/lib/checkout/embedded/embedded-checkout.server";
import { orders } from "@/lib/db/schema";
import { drainAll } from "@/lib/jobs/drain.server";
import type { Quote } from "@/lib/model/quote";
import { refundOrder } from "@/lib/orders/merchant/refund-order.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { taxParts } from "@/lib/orders/views/order-view";
import { testDatabase } from "./database";
import { insertDemoDiscounts } from "./demo-discounts";
import { elementsShop } from "./elements-shop";
import { testStripe } from "./local-stripe";
import { mailsTo, testMailbox } from "./mailbox";
import { paymentShop } from "./payment-shop";
import { wish } from "./refund-desk";
import { cartWith, shopperOf, stockedVariants } from "./shop";

/** A shop whose only currency this is sells on every surface, with discounts, gives money back, and writes of it. */
export async function sellsIn(code: string): Promise<void> {
  const its = currency(code);
  process.env.STORE_CURRENCY = code.toUpperCase();
  await testMailbox();
  const { db } = await testDatabase();
  const local = await testStripe();
  const elements = elementsShop(db, local.stripe);
  const payments = paymentShop(db, local.url);

  // Three pieces at a price that neither a percentage nor a fixed amount divides evenly.
  const price = { unitAmount: nominalAmount(23.33, its), currency: its };
  const goods = 3 * price.unitAmount;
  const delivery = nominalAmount(4.9, its);

  async function shopper() {
    const [variant] = await stockedVariants(db, local.stripe, [100], price);
    if (!variant) throw new Error("no variant");
    return shopperOf(await cartWith(db, [[variant, 3]]));
  }

  async function orderOf(orderId: OrderId) {
    const [order] = await db.select().from(orders).where(eq(orders.id, orderId));
    if (!order) throw new Error(`no order ${orderId}`);
    return order;
  }

  function expectChargeable({ lines, discounts, discountTotal, shippingRates, total }: Quote): void {
    const amounts = [
      ...lines.flatMap((line) => [line.unitAmount, line.total]),
      ...discounts.map(({ amount }) => amount),
      ...shippingRates.map(({ amount }) => amount),
      ...[discountTotal, total],
    ];
    expect(amounts.filter((amount) => !isChargeable(amount, its))).toEqual([]);
  }

  beforeAll(async () => {
    await insertDemoDiscounts(db, its);
    await local.control("/clock", { now: Math.floor(Date.now() / 1000) });
  });

  describe(`a shop that sells in ${code.toUpperCase()}`, () => {
    it("is paid on Stripe's page, after an outage that hid it, and writes the amounts as people do", async () => {
      const started = await startEmbeddedCheckout({ shopper: await shopper(), locale: "de" });
      if (!started.ok) throw new Error(started.code);
      await local.payByCard(started.clientSecret, undefined, undefined, `${code}@example.com`);
      await drainAll();
      expect(await settleOrder(started.orderId)).toBe("paid");
      await drainAll();
      const order = await orderOf(started.orderId);
      expect(order).toMatchObject({ currency: code, total: goods + delivery });
      expectChargeable(order.quote);
      const [mail] = await mailsTo(`${code}@example.com`);
      const shown = formatMoney(goods + delivery, its, "de").replaceAll(/\s/g, " ");
      expect(mail?.text.replaceAll(/\s/g, " ")).toContain(shown);
    });

    it.each(["TENOFF", "FIVEOFF50"])("shares %s to the last unit on Checkout Elements", async (typed) => {
      const checkout = await elements.begin(await shopper());
      expect(await checkout.types(typed)).toMatchObject({ ok: true });
      const { quote } = await orderOf(checkout.orderId);
      expect(quote.discountTotal).toBeGreaterThan(0);
      expectChargeable(quote);
      await elements.expectTotal(checkout, goods - quote.discountTotal + delivery);
      await local.payByCard(checkout.clientSecret);
      expect(await settleOrder(checkout.orderId)).toBe("paid");
      expect(taxParts(await orderOf(checkout.orderId))).toEqual({ added: 0, included: 0 });
    });

    it("gives a part back, and then the rest, of a payment with a discount on the Payment Element", async () => {
      const checkout = await payments.begin(await shopper());
      const updated = await checkout.types("TENOFF");
      if (!updated.ok) throw new Error(updated.code);
      const { amount, signedQuote } = updated.checkout;
      expectChargeable((await orderOf(checkout.orderId)).quote);
      const paid = await checkout.pays({ amount, currency: code }, signedQuote);
      expect(paid).toMatchObject({ ok: true });
      await settleOrder(checkout.orderId);
      const { number, total } = await orderOf(checkout.orderId);
      expect(total).toBe(amount);

      const typed = exponent(its) === 0 || code === "isk" ? "5" : "1,05";
      const part = parseAmount(typed, its);
      if (!part) throw new Error(`${typed} is no amount in ${code}`);
      expect(await refundOrder(number, wish({ amount: part }))).toMatchObject({
        ok: true,
        amount: part,
        order: "partially_refunded",
      });
      expect(await refundOrder(number, wish())).toMatchObject({
        ok: true,
        amount: total - part,
        order: "refunded",
      });
      expect(await orderOf(checkout.orderId)).toMatchObject({ status: "refunded", amountRefunded: total });
    });
  });
}
