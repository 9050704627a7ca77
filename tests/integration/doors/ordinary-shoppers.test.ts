import { expect, it, vi } from "vitest";
import { POST as typeSignInCode } from "@/app/api/auth/code/route";
import { POST as askForEmail } from "@/app/api/auth/email/route";
import { POST as confirm } from "@/app/api/checkout/payment/confirm/route";
import { POST as typeCode } from "@/app/api/checkout/payment/discounts/promotion-code/route";
import { POST as start } from "@/app/api/checkout/payment/route";
import { orders } from "@/lib/db/schema";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { testDatabase } from "@/tests/support/database";
import { insertDemoDiscounts } from "@/tests/support/demo-discounts";
import { avoidWindowEnd } from "@/tests/support/limit-window";
import { CARDS, testStripe } from "@/tests/support/local-stripe";
import { mailsTo, testMailbox } from "@/tests/support/mailbox";
import { paymentShop } from "@/tests/support/payment-shop";
import { cartWith, stockedVariants } from "@/tests/support/shop";
import { visitor } from "@/tests/support/visitor";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);
vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => {} }));

const { db } = await testDatabase();
const { stripe, url } = await testStripe();
const { token } = paymentShop(db, url);
await testMailbox();

it("ten people behind one address, who each mistype two codes and have one card declined, meet no limit", async () => {
  avoidWindowEnd();
  await insertDemoDiscounts(db);
  const [mug] = await stockedVariants(db, stripe, [12]);
  if (!mug) throw new Error("no variant");
  const answers: number[] = [];
  const note = <Told extends { status: number }>(answer: Told): Told => {
    answers.push(answer.status);
    return answer;
  };
  const people = await Promise.all(
    Array.from({ length: 10 }, async (_, person) => ({
      email: `person.${person}@example.com`,
      is: visitor("203.0.113.7", { cartId: await cartWith(db, [[mug, 1]]) }),
    })),
  );

  const checkouts: { orderId: string; amount: number }[] = [];
  for (const { email, is } of people) {
    note(await is.sendsForm(askForEmail, { email }));
    await drainOutbox();
    const [mail] = await mailsTo(email);
    const code = mail?.subject.match(/\d{6}/)?.[0] ?? "";
    note(await is.sendsForm(typeSignInCode, { code: code === "000000" ? "000001" : "000000" }));
    note(await is.sendsForm(typeSignInCode, { code }));
    const begun = note(await is.posts(start, {}));
    checkouts.push({ orderId: String(begun.body.orderId), amount: Number(begun.body.amount) });
  }
  // All ten are at the checkout at once, and one order of each is paid in the end.
  for (const [person, { is }] of people.entries()) {
    const { orderId, amount } = checkouts[person] ?? { orderId: "", amount: 0 };
    for (const code of ["WELCOM", "WELCOMM"]) note(await is.posts(typeCode, { orderId, code }));
    for (const number of [CARDS.declined, CARDS.success]) {
      const confirmationTokenId = await token({ number, amount });
      note(await is.posts(confirm, { orderId, confirmationTokenId }));
    }
  }
  expect(answers).not.toContain(429);
  expect(answers.filter((status) => status >= 500)).toEqual([]);
  const placed = await db.select({ status: orders.status }).from(orders);
  expect(placed.map(({ status }) => status)).toEqual(Array(10).fill("paid"));
  vi.useRealTimers();
});
