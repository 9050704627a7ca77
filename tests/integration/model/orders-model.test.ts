import fc from "fast-check";
import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import type { CartId, OrderId } from "@/lib/base/ids";
import { drainAll } from "@/lib/jobs/drain.server";
import { beginReconciliation, reconcileOrders } from "@/lib/orders/rounds/reconcile.server";
import { receiveEvent } from "@/lib/webhooks/inbox.server";
import {
  afterHappening,
  canHappen,
  type Happening,
  type ModelOrder,
  newOrder,
  refundOf,
  statusOf,
} from "@/tests/model/order-model";
import { testDatabase } from "@/tests/support/database";
import { CARDS, IBANS, testStripe } from "@/tests/support/local-stripe";
import { testMailbox } from "@/tests/support/mailbox";
import { orderShop } from "@/tests/support/order-shop";
import { cartWith, onHand, stockedVariants } from "@/tests/support/shop";
import { storeRuns } from "@/tests/support/store-run";
import { keptSums, sumsOfOrders } from "@/tests/support/sums-of-orders";
import { wholeStore } from "@/tests/support/whole-store";
import { paymentSurface } from "./payment-surface";

const database = await testDatabase();
const local = await testStripe();
await testMailbox();
const { db, kind } = database;
const { stripe, control, payByCard, payBySepa } = local;
const runStore = storeRuns(database);
const store = wholeStore(database, local);
const { checkout, orderOf } = orderShop(db, local);
const element = paymentSurface(db, local, store.recover);

const SEED = Number(process.env.MODEL_SEED ?? 1);
/** Stories are tried in parts of so many until the time, in milliseconds, is over: a story is never cut off in its middle. */
const PART = 3;
const ENOUGH_MS = Number(process.env.MODEL_MS ?? 20_000);
const MOST_PARTS = ENOUGH_MS / 1_500;
const STOCK = 1_000;

/** An order of this run, as the test reaches it at Stripe. */
type RealOrder = {
  orderId: OrderId;
  cartId: CartId;
  sessionId: string;
  clientSecret: string;
  disputeId: string | null;
  surface: ModelOrder["surface"];
};

type Model = { orders: ModelOrder[] };

class Real {
  readonly orders: RealOrder[] = [];
  /** Of Stripe's events, those that the store may still be told. */
  readonly events: Stripe.Event[] = [];
  private newest: string | null = null;

  constructor(readonly variantId: Parameters<typeof onHand>[1]) {}

  async place(surface: ModelOrder["surface"]): Promise<number> {
    const cartId = await cartWith(db, [[this.variantId, 1]]);
    if (surface === "payment") {
      const orderId = await element.place(cartId);
      this.orders.push({ orderId, cartId, surface, clientSecret: "", sessionId: "", disputeId: null });
      return (await orderOf(orderId)).total;
    }
    const { orderId, clientSecret, session } = await checkout(cartId);
    this.orders.push({ orderId, cartId, surface, clientSecret, sessionId: session.id, disputeId: null });
    return (await orderOf(orderId)).total;
  }

  /** Stripe's newest events, which it has not sent. */
  async hear(): Promise<void> {
    const { data } = await stripe.events.list({ limit: 100 });
    const known = data.findIndex(({ id }) => id === this.newest);
    this.events.push(...(known === -1 ? data : data.slice(0, known)).reverse());
    this.newest = data[0]?.id ?? this.newest;
  }

  async intentOf(order: RealOrder): Promise<string> {
    const { sessionId, surface, orderId } = order;
    if (surface === "payment") {
      const id = await element.intentOf(order);
      if (!id) throw new Error(`order ${orderId} has no payment`);
      return id;
    }
    const { payment_intent } = await stripe.checkout.sessions.retrieve(sessionId);
    if (typeof payment_intent !== "string") throw new Error(`session ${sessionId} has no payment`);
    return payment_intent;
  }
}

const endFaults = () => fetch(`${local.url}/_local/faults`, { method: "DELETE" });

async function make(real: Real, order: RealOrder, model: ModelOrder, happening: Happening): Promise<void> {
  await endFaults();
  if (order.surface === "payment" && (await element.make(order, happening))) return;
  switch (happening.kind) {
    case "bank_is_asked":
    case "bank_agrees":
    case "bank_refuses":
    case "canceled_at_stripe":
      throw new Error(`${happening.kind} happens on the Payment Element only`);
    case "pay_card":
      await payByCard(order.clientSecret);
      return;
    case "pay_declined":
      await payByCard(order.clientSecret, CARDS.declined);
      return;
    case "pay_debit":
      await payBySepa(order.clientSecret, IBANS.success);
      return;
    case "debit_settles":
      await control(`/payment_intents/${await real.intentOf(order)}/settle`);
      return;
    case "debit_fails":
      await control(`/payment_intents/${await real.intentOf(order)}/fail`);
      return;
    case "time_is_over":
      await control(`/checkout/sessions/${order.sessionId}/expire`);
      return;
    case "pay_again": {
      // The shopper sees an order that is over, so the store knows that by now.
      await store.recover();
      const { clientSecret, session } = await checkout(order.cartId, order.orderId);
      Object.assign(order, { clientSecret, sessionId: session.id });
      return;
    }
    case "refund": {
      const amount = refundOf(model, happening.amount);
      await stripe.refunds.create({ payment_intent: await real.intentOf(order), amount });
      return;
    }
    case "dispute": {
      const { body } = await control(`/payment_intents/${await real.intentOf(order)}/dispute`);
      order.disputeId = (body as { id: string }).id;
      return;
    }
    case "dispute_ends":
      await control(`/disputes/${order.disputeId}/close`, { outcome: happening.outcome });
  }
}

class Place implements fc.AsyncCommand<Model, Real> {
  constructor(readonly surface: ModelOrder["surface"]) {}
  check = ({ orders }: Readonly<Model>) => orders.length < 3;
  async run(model: Model, real: Real): Promise<void> {
    model.orders.push(newOrder(await real.place(this.surface), this.surface));
  }
  toString = () => `place an order (${this.surface})`;
}

/**
 * The button of the Payment Element is pressed, and the store dies meanwhile or Stripe's answer is lost. Whether money was taken, Stripe alone
 * knows, after the store has asked it.
 */
class PayRiskily implements fc.AsyncCommand<Model, Real> {
  constructor(
    readonly which: number,
    readonly risk: { diesBefore: number } | { loses: "cut_before" | "cut_after" | "500" },
  ) {}
  private of = <Order>(orders: readonly Order[]) => orders[this.which % Math.max(1, orders.length)];
  check = ({ orders }: Readonly<Model>) => {
    const order = this.of(orders);
    return order?.surface === "payment" && canHappen(order, { kind: "pay_card" });
  };
  async run(model: Model, real: Real): Promise<void> {
    const [before, order] = [this.of(model.orders), this.of(real.orders)];
    if (!before || !order) throw new Error("there is no such order");
    await endFaults();
    const press = await element.atTheButton(order, {});
    if ("loses" in this.risk) {
      await control("/faults", {
        kind: this.risk.loses,
        times: 3,
        method: "POST",
        path: "/v1/payment_intents*",
      });
      await press();
      await endFaults();
    } else if (kind === "postgres") await runStore(this.risk.diesBefore, press);
    else await press();
    await store.recover();
    if ((await element.intentOf(order)) === null) return;
    model.orders[model.orders.indexOf(before)] = afterHappening(before, { kind: "pay_card" });
  }
  toString = () => `${this.which}: pay, ${JSON.stringify(this.risk)}`;
}

class Happen implements fc.AsyncCommand<Model, Real> {
  constructor(
    readonly which: number,
    readonly happening: Happening,
  ) {}
  private of = <Order>(orders: readonly Order[]) => orders[this.which % Math.max(1, orders.length)];
  check = ({ orders }: Readonly<Model>) => {
    const order = this.of(orders);
    return order !== undefined && canHappen(order, this.happening);
  };
  async run(model: Model, real: Real): Promise<void> {
    const [before, order] = [this.of(model.orders), this.of(real.orders)];
    if (!before || !order) throw new Error("there is no such order");
    await make(real, order, before, this.happening);
    model.orders[model.orders.indexOf(before)] = afterHappening(before, this.happening);
  }
  toString = () => `${this.which}: ${JSON.stringify(this.happening)}`;
}

/** Some of the events that Stripe has, in any order, some of them twice, some never. */
class Tell implements fc.AsyncCommand<Model, Real> {
  constructor(
    readonly picks: readonly number[],
    /** The store dies before this call; 0 for never. */
    readonly diesBefore: number,
  ) {}
  check = () => true;
  async run(_: Model, real: Real): Promise<void> {
    await real.hear();
    for (const pick of this.picks) {
      const event = real.events[pick % Math.max(1, real.events.length)];
      if (!event) continue;
      if (this.diesBefore > 0 && kind === "postgres")
        await runStore(this.diesBefore, () => receiveEvent(event));
      else await receiveEvent(event);
    }
  }
  toString = () =>
    `tell of ${this.picks.join(", ")}${this.diesBefore ? `, dying at ${this.diesBefore}` : ""}`;
}

/** What a round does about payments; its pace of calls is kept in the process, which a test can't kill. */
const checkPayments = async () => reconcileOrders(await beginReconciliation(0));

class Round implements fc.AsyncCommand<Model, Real> {
  constructor(readonly diesBefore: number) {}
  check = () => true;
  async run(): Promise<void> {
    if (this.diesBefore > 0 && kind === "postgres") await runStore(this.diesBefore, checkPayments);
    else await drainAll();
  }
  toString = () => `a round${this.diesBefore ? `, dying at ${this.diesBefore}` : ""}`;
}

/** Stripe's next answers are lost, after it did what was asked or before. */
class LoseAnswers implements fc.AsyncCommand<Model, Real> {
  constructor(
    readonly kind: "cut_before" | "cut_after" | "500",
    readonly times: number,
    readonly path: "/v1/checkout/sessions/*" | "/v1/payment_intents/*",
  ) {}
  check = () => true;
  async run(): Promise<void> {
    await control("/faults", {
      kind: this.kind,
      times: this.times,
      method: "GET",
      path: this.path,
    });
  }
  toString = () => `${this.times} x ${this.kind} (${this.path})`;
}

const kinds = <Kind extends Happening["kind"]>(...values: Kind[]) =>
  fc.constantFrom(...values).map((value) => ({ kind: value }));

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 6,
    arbitrary: kinds(
      "pay_card",
      "pay_declined",
      "pay_debit",
      "debit_settles",
      "debit_fails",
    ) as fc.Arbitrary<Happening>,
  },
  {
    weight: 3,
    arbitrary: kinds(
      "bank_is_asked",
      "bank_is_asked",
      "bank_agrees",
      "bank_refuses",
      "canceled_at_stripe",
    ) as fc.Arbitrary<Happening>,
  },
  { weight: 2, arbitrary: kinds("time_is_over", "pay_again", "dispute") as fc.Arbitrary<Happening> },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("refund" as const), amount: fc.constantFrom(1, 500, 99_999) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("dispute_ends" as const),
      outcome: fc.constantFrom("won" as const, "lost" as const),
    }),
  },
);

const diesBefore = fc.oneof(
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 60 }) },
);

const commands = fc.commands(
  [
    fc.constant(new Place("session")),
    fc.constant(new Place("payment")),
    fc
      .tuple(
        fc.nat(2),
        fc.oneof(
          fc.record({ diesBefore: fc.integer({ min: 1, max: 60 }) }),
          fc.record({ loses: fc.constantFrom("cut_before" as const, "cut_after" as const, "500" as const) }),
        ),
      )
      .map(([which, risk]) => new PayRiskily(which, risk)),
    fc.tuple(fc.nat(2), happening).map(([which, what]) => new Happen(which, what)),
    fc.tuple(fc.nat(2), happening).map(([which, what]) => new Happen(which, what)),
    fc.tuple(fc.array(fc.nat(50), { maxLength: 4 }), diesBefore).map(([picks, at]) => new Tell(picks, at)),
    diesBefore.map((at) => new Round(at)),
    fc
      .tuple(
        fc.constantFrom("cut_before" as const, "cut_after" as const, "500" as const),
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom("/v1/checkout/sessions/*" as const, "/v1/payment_intents/*" as const),
      )
      .map((given) => new LoseAnswers(...given)),
  ],
  { maxCommands: 25, size: "max" },
);

describe("an order", () => {
  it("is in the end what Stripe knows of it, whatever the store heard, lost, or died of", {
    timeout: ENOUGH_MS + 160_000,
  }, async () => {
    console.info(`model: MODEL_SEED=${SEED}`);
    const property = fc.asyncProperty(
      fc.constantFrom("session" as const, "payment" as const),
      commands,
      async (first, chosen) => {
        await fetch(`${local.url}/_local/faults`, { method: "DELETE" });
        await control("/clock", { now: Math.floor(Date.now() / 1000) });
        const [variantId] = await stockedVariants(db, stripe, [STOCK]);
        if (!variantId) throw new Error("no variant");
        const world = { model: { orders: [] }, real: new Real(variantId) };
        const end: { model: Model; real: Real } = world;
        await fc.asyncModelRun(() => world, [new Place(first), ...chosen]);
        await fetch(`${local.url}/_local/faults`, { method: "DELETE" });
        await store.recover();
        const statuses = await Promise.all(
          end.real.orders.map(async ({ orderId }) => (await orderOf(orderId)).status),
        );
        expect(statuses).toEqual(end.model.orders.map(statusOf));
        const sold = end.model.orders.filter(({ payment }) => payment === "paid").length;
        expect(await onHand(db, variantId)).toBe(STOCK - sold);
        expect(await store.broken(STOCK)).toEqual([]);
        expect(await keptSums(db)).toEqual(await sumsOfOrders(db));
      },
    );
    const until = Date.now() + ENOUGH_MS;
    for (let part = 0; part < MOST_PARTS && Date.now() < until; part += 1) {
      await fc.assert(property, { seed: SEED + part, numRuns: PART, endOnFailure: true });
    }
  });
});
