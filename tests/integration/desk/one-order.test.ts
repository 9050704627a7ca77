import { expect, it } from "vitest";
import { readMerchantOrder } from "@/lib/desk/orders/read-order.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";

const { db } = await testDatabase();
const local = await testStripe();
const shop = orderShop(db, local);

it("is read with its payment, its money, Stripe's events, its e-mails and the shopper's other orders", async () => {
  const { orderId, number, intentId } = await shop.paid();
  await shop.deliver(orderId);
  const other = await shop.paid();
  const order = await readMerchantOrder(number);
  expect(order?.balance).toMatchObject({ captured: order?.order.total, refunded: 0 });
  expect(order?.payments[0]).toMatchObject({
    paymentIntentId: intentId,
    isFree: false,
    charge: { last4: "4242" },
  });
  expect(order?.payments[0]?.atStripe).toContain("http://");
  expect(order?.why).toMatchObject({ key: "paid", since: expect.any(Date) });
  expect(order?.others.map((one) => one.number)).toEqual([other.number]);
  const types = order?.history.flatMap((entry) => (entry.kind === "event" ? entry.type : []));
  expect(types).toContain("checkout.session.completed");
  expect(types).toContain("payment_intent.succeeded");
  expect(order?.history.filter(({ kind }) => kind === "email")).toContainEqual(
    expect.objectContaining({ effect: "email.order_confirmed", state: "waiting" }),
  );
  const moments = order?.history.map(({ at }) => at.getTime()) ?? [];
  expect(moments).toEqual(moments.toSorted((left, right) => right - left));
});

it("is nothing where there is no such order", async () => {
  expect(await readMerchantOrder("NONE-0000")).toBeNull();
});
