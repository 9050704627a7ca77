import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { checkNothingStuck } from "@/tests/chaos/invariants/rest";
import { unfinished } from "@/tests/chaos/recovery";
import { testDatabase } from "@/tests/support/database";
import { IBANS, testStripe } from "@/tests/support/local-stripe";
import { testMailbox } from "@/tests/support/mailbox";
import { orderShop } from "@/tests/support/order-shop";
import { wholeStore } from "@/tests/support/whole-store";

const database = await testDatabase();
const local = await testStripe();
await testMailbox();
const { db } = database;
const store = wholeStore(database, local);
const { placed, paid } = orderShop(db, local);

const PIECES = 10;

/** One statement, by which the books become wrong; triggers that would refuse it do not look. */
async function falsify(statement: string): Promise<void> {
  const client = await db.$client.connect();
  try {
    await client.query("begin");
    await client.query("set local session_replication_role = replica");
    const { rowCount } = await client.query(statement);
    expect(rowCount).toBeGreaterThan(0);
    await client.query("commit");
  } finally {
    client.release();
  }
}

let good: string;
let returned: string;
let disputed: string;
let over: string;

describe("what must hold after chaos", () => {
  beforeAll(async () => {
    good = (await paid()).orderId;
    const refunded = await paid();
    returned = refunded.orderId;
    await local.stripe.refunds.create({ payment_intent: refunded.intentId, amount: 300 });
    const questioned = await paid();
    disputed = questioned.orderId;
    await local.control(`/payment_intents/${questioned.intentId}/dispute`);
    const ended = await placed();
    over = ended.orderId;
    await local.control(`/checkout/sessions/${ended.session.id}/expire`);
    const debit = await placed();
    await local.payBySepa(debit.clientSecret, IBANS.success);
    await store.recover();
    await db.$client.query(
      `insert into discount_rules (id, kind, code, name, conditions, total_limit, combinable)
       values ('rule_one', 'promotion_code', 'ONE', '{}', '{}', 1, true)`,
    );
  });

  it("holds for orders that are paid, refunded, disputed, over, and under way", async () => {
    expect(await store.broken(PIECES)).toEqual([]);
  });

  it.each([
    [
      "a total that is not what was charged",
      () => `update orders set total = total + 1, subtotal = subtotal + 1 where id = '${good}'`,
      () => `update orders set total = total - 1, subtotal = subtotal - 1 where id = '${good}'`,
      "each charge is one paid order of its amount",
    ],
    [
      "a charge that the store calls a second one",
      () => `update payment_attempts set status = 'duplicate' where order_id = '${good}'`,
      () => `update payment_attempts set status = 'paid' where order_id = '${good}'`,
      "each charge is one paid order of its amount",
    ],
    [
      "an order that is paid, but not by anything",
      () => `update orders set status = 'paid' where id = '${over}'`,
      () => `update orders set status = 'expired' where id = '${over}'`,
      "no order is paid without its charge",
    ],
    [
      "a refund of another amount",
      () => `update refunds set amount = amount - 1 where order_id = '${returned}'`,
      () => `update refunds set amount = amount + 1 where order_id = '${returned}'`,
      "refunds are the same as at Stripe",
    ],
    [
      "more given back in the order than at Stripe",
      () => `update orders set amount_refunded = amount_refunded + 1 where id = '${returned}'`,
      () => `update orders set amount_refunded = amount_refunded - 1 where id = '${returned}'`,
      "refunds are the same as at Stripe",
    ],
    [
      "a dispute at another stage",
      () => `update disputes set status = 'won' where order_id = '${disputed}'`,
      () => `update disputes set status = 'needs_response' where order_id = '${disputed}'`,
      "disputes are the same as at Stripe",
    ],
    [
      "a piece that was sold and is still there",
      () => "update variants set on_hand = on_hand + 1",
      () => "update variants set on_hand = on_hand - 1",
      "stock on hand + sold is what there was",
    ],
    [
      "a movement of stock that is not so",
      () => "update stock_movements set change = change - 3 where reason = 'sale'",
      () => "update stock_movements set change = change + 3 where reason = 'sale'",
      "the movements of stock add up to what is on hand",
    ],
    [
      "goods held for an order that is over",
      () => `update stock_holds set status = 'held' where order_id = '${over}'`,
      () => `update stock_holds set status = 'released' where order_id = '${over}'`,
      "no order that is over holds stock",
    ],
    [
      "a paid order without its goods",
      () => `update stock_holds set quantity = quantity + 1 where order_id = '${good}'`,
      () => `update stock_holds set quantity = quantity - 1 where order_id = '${good}'`,
      "each paid order has its pieces",
    ],
    [
      "a code used more often than it may",
      () =>
        `insert into discount_redemptions (order_id, rule_id, customer_key, status)
         select id, 'rule_one', cart_id, 'redeemed' from orders where id in ('${good}', '${returned}')`,
      () => "delete from discount_redemptions",
      "limits of discounts are kept",
    ],
    [
      "a use that an order keeps which is over",
      () =>
        `insert into discount_redemptions (order_id, rule_id, customer_key, status)
         select id, 'rule_one', cart_id, 'reserved' from orders where id = '${over}'`,
      () => "delete from discount_redemptions",
      "no order that is over keeps a discount's use",
    ],
    [
      "the same effect twice",
      () =>
        `insert into outbox_jobs (order_id, effect, occurrence, done_at, skipped)
         values ('${good}', 'email.order_confirmed', 'again', now(), 'a test')`,
      () => "delete from outbox_jobs where occurrence = 'again'",
      "every effect of an order's history once",
    ],
    [
      "an effect that is missing",
      () =>
        `update outbox_jobs set done_at = null where order_id = '${good}' and effect = 'shipping.request'`,
      () => `update outbox_jobs set done_at = now() where order_id = '${good}'`,
      "every effect of an order's history once",
    ],
    [
      "a parcel that nobody asked for",
      () => `update shipments set status = 'canceled' where order_id = '${good}'`,
      () => `update shipments set status = 'pending' where order_id = '${good}'`,
      "parcels as the orders say",
    ],
  ])("notices %s", async (_, wrong, right, invariant) => {
    await falsify(wrong());
    const broken = await store.broken(PIECES);
    await falsify(right());
    expect(broken.join("\n")).toContain(`${invariant}: `);
    expect(await store.broken(PIECES)).toEqual([]);
  });

  const rows = async <Row extends object>(query: string, values: unknown[] = []): Promise<Row[]> =>
    (await db.$client.query<Row>(query, values)).rows;

  it("names what is stuck: payments, orders, events, jobs", async () => {
    const before = await unfinished({ db: { rows } });
    expect(before.join("\n")).toMatch(/open payment: cs_\w+ \(processing\)/);
    expect(before.join("\n")).toMatch(/open order: [\w-]+ \(processing\)/);
    await falsify("update webhook_events set processed_at = null, last_error = 'no answer'");
    await falsify(
      `update outbox_jobs set done_at = null where order_id = '${good}' and effect = 'shipping.request'`,
    );
    const after = (await unfinished({ db: { rows } })).join("\n");
    expect(after).toMatch(/unprocessed event: evt_\w+ \([\w.]+: no answer\)/);
    expect(after).toMatch(/unfinished job: \d+ \(shipping\.request: not tried\)/);
    await falsify("update webhook_events set processed_at = now(), last_error = null");
    await falsify(`update outbox_jobs set done_at = now() where order_id = '${good}'`);
    expect(await unfinished({ db: { rows } })).toEqual(before);
  });

  it("notices a dead job, and an event that never arrived", async () => {
    const stuck = async () => {
      const findings = await checkNothingStuck(
        { db: { rows }, stripe: local.stripe },
        { left: [], rounds: 0 },
      );
      return findings.flatMap(({ name, broken }) => broken.map((line) => `${name}: ${line}`));
    };
    expect(await stuck()).toEqual([]);
    await falsify(
      `update outbox_jobs set dead_at = now(), last_error = 'no mail server' where order_id = '${good}' and effect = 'shipping.request'`,
    );
    expect(await stuck()).toEqual([
      expect.stringMatching(
        /^no job is dead: job \d+ \(shipping\.request\) of order [\w-]+: no mail server$/,
      ),
    ]);
    await falsify(`update outbox_jobs set dead_at = null, last_error = null where order_id = '${good}'`);
    await falsify("update webhook_events set id = 'lost_' || id where type = 'checkout.session.expired'");
    expect((await stuck()).join("\n")).toMatch(
      /^every event of a payment arrived in the end: evt_\w+ \(checkout\.session\.expired\) of cs_\w+$/,
    );
    await falsify("update webhook_events set id = substr(id, 6) where id like 'lost_%'");
    expect(await stuck()).toEqual([]);
  });

  it("notices an e-mail that never left", async () => {
    const folder = process.env.MAIL_DIR ?? "";
    const [mail] = (await readdir(folder)).filter((name) => name.startsWith(good) && name.endsWith(".eml"));
    await rm(join(folder, mail ?? ""));
    expect((await store.broken(PIECES)).join("\n")).toContain("every e-mail was sent: ");
  });
});
