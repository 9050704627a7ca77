import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { DELETE as decline } from "@/app/api/admin/approvals/[approvalId]/route";
import { POST as decide } from "@/app/api/admin/orders/[number]/decide/route";
import { POST as refund } from "@/app/api/admin/orders/[number]/refund/route";
import { currency } from "@/lib/base/money";
import { approvals, auditEntries, orders, staff } from "@/lib/db/schema";
import { readTypedRefund, refundQuery } from "@/lib/desk/refunds/typed-refund";
import type { RefundTerms } from "@/lib/model/refund";
import type { StaffRole } from "@/lib/model/staff";
import { listWaitingApprovals, mayGiveUp } from "@/lib/staff/second-person.server";
import { testDatabase } from "@/tests/support/database";
import { deskStaff } from "@/tests/support/desk-staff";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { refundDesk, wish } from "@/tests/support/refund-desk";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);
vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => {} }));
vi.mock("@/store.config", async (original) => {
  const { default: config } = await original<{ default: object }>();
  return { default: { ...config, desk: { secondPersonAbove: 40 } } };
});

const { db } = await testDatabase();
const local = await testStripe();
const shop = orderShop(db, local);
const { givenBack } = refundDesk(db, local);

type Person = Awaited<ReturnType<typeof deskStaff>>;

beforeEach(async () => {
  await db.update(staff).set({ endedAt: new Date() });
});

type Handler = (request: Request, context: { params: Promise<unknown> }) => Promise<Response>;

const send = (who: Person["who"], handler: Handler, params: object, body?: object) =>
  who.does(async () => {
    const answer = await handler(
      new Request("http://localhost:3000/api/admin/x", {
        method: body ? "POST" : "DELETE",
        headers: { origin: "http://localhost:3000", "content-type": "application/json" },
        ...(body && { body: JSON.stringify(body) }),
      }),
      { params: Promise.resolve(params) },
    );
    const { error } = await answer.json();
    return error?.code ?? "done";
  });

/** Presses the button that was shown a refund. Each page has a key of its own. */
const gives = (
  { who }: Person,
  number: string,
  { amount, before = 0, terms = wish() }: { amount: number; before?: number; terms?: RefundTerms },
) => {
  const key = `key-${crypto.randomUUID()}`;
  return send(who, refund, { number }, { key, terms: JSON.stringify(terms), amount, before });
};

const two = async (roles: [StaffRole, StaffRole] = ["support", "manager"]) =>
  Promise.all(roles.map((role) => deskStaff(db, role))) as Promise<[Person, Person]>;

/** Three mugs, which cost more than the limit. */
async function bought() {
  const order = await shop.paid({ quantity: 3 });
  const { total } = await shop.orderOf(order.orderId);
  expect(total).toBeGreaterThan(4000);
  return { ...order, total };
}

describe("a refund above what one person may give up", () => {
  it("is made when a second person asks for the same, and once", async () => {
    const [ada, ben] = await two();
    const { number, total, intentId } = await bought();
    expect(await gives(ada, number, { amount: total })).toBe("second_person_needed");
    expect(await gives(ada, number, { amount: total })).toBe("second_person_needed");
    expect(await givenBack(intentId)).toEqual([]);
    expect(await listWaitingApprovals()).toMatchObject([
      { action: "order.refund", subjectId: number, amount: total, askedBy: ada.id },
    ]);
    expect(await gives(ben, number, { amount: total })).toBe("done");
    expect(await givenBack(intentId)).toEqual([total]);
    expect(await listWaitingApprovals()).toEqual([]);
    // What two have asked for is no licence to do it again.
    for (const one of [ada, ben])
      expect(await gives(one, number, { amount: total })).toBe("nothing_to_refund");
    expect(await givenBack(intentId)).toEqual([total]);
    const [{ outcome, detail } = { outcome: null, detail: null }] = await db
      .select()
      .from(auditEntries)
      .where(sql`${auditEntries.staffId} = ${ada.id} and ${auditEntries.endsId} is not null`)
      .orderBy(auditEntries.id);
    expect([outcome, detail]).toEqual(["refused", { code: "second_person_needed" }]);
  });

  it("is another one when its terms are others", async () => {
    const [ada, ben] = await two();
    const { number, total, intentId } = await bought();
    await gives(ada, number, { amount: total });
    const less = { amount: total - 100, terms: wish({ amount: total - 100 }) };
    expect(await gives(ben, number, less)).toBe("second_person_needed");
    expect(await givenBack(intentId)).toEqual([]);
    expect(await listWaitingApprovals()).toHaveLength(2);
  });

  it("can't be had in small steps", async () => {
    const [ada] = await two();
    const { number, intentId } = await bought();
    const step = (amount: number, before: number) =>
      gives(ada, number, { amount, before, terms: wish({ amount }) });
    expect(await step(2500, 0)).toBe("done");
    expect(await step(2500, 2500)).toBe("second_person_needed");
    expect(await step(1500, 2500)).toBe("done");
    expect((await givenBack(intentId)).toSorted()).toEqual([1500, 2500]);
  });

  it("needs nobody else where nobody else could ask for it", async () => {
    const ada = await deskStaff(db, "owner");
    await deskStaff(db, "read_only");
    await deskStaff(db, "fulfilment");
    const invited = await deskStaff(db, "manager");
    await db.update(staff).set({ joinedAt: null }).where(eq(staff.id, invited.id));
    const left = await deskStaff(db, "owner");
    await db.update(staff).set({ endedAt: new Date() }).where(eq(staff.id, left.id));
    const { number, total, intentId } = await bought();
    expect(await gives(ada, number, { amount: total })).toBe("done");
    expect(await givenBack(intentId)).toEqual([total]);
  });

  it("has one wish and one answer when several ask at the same moment", async () => {
    const people = await Promise.all([...(await two()), ...(await two()), ...(await two())]);
    for (let round = 0; round < 15; round += 1) {
      const subject = { kind: "order", id: `AT-ONCE-${round}` } as const;
      const asks = people.map(({ id, email }) =>
        mayGiveUp(
          {
            staff: { id, email, name: email, role: "manager", locale: "en", sessionId: "s" },
            ...{ right: "orders.refund", action: "order.refund", subject },
          },
          { amount: 10_000, currency: currency("eur"), same: ["all"], page: "/admin" },
        ),
      );
      const may = await Promise.all(asks);
      expect(may.filter((one) => !one)).toHaveLength(1);
      const rows = await db.select().from(approvals).where(eq(approvals.subjectId, subject.id));
      expect(rows.map(({ status }) => status)).toEqual(["approved"]);
    }
  });

  it("is asked for anew when it has waited too long", async () => {
    const [ada, ben] = await two();
    const { number, total, intentId } = await bought();
    await gives(ada, number, { amount: total });
    await db.update(approvals).set({ askedAt: sql`now() - interval '8 days'` });
    expect(await listWaitingApprovals()).toEqual([]);
    expect(await gives(ben, number, { amount: total })).toBe("second_person_needed");
    expect(await listWaitingApprovals()).toMatchObject([{ askedBy: ben.id }]);
    expect(await gives(ada, number, { amount: total })).toBe("done");
    expect(await givenBack(intentId)).toEqual([total]);
  });

  it("waits no more when somebody has said no", async () => {
    const [ada, ben] = await two();
    const { number, total, intentId } = await bought();
    await gives(ada, number, { amount: total });
    const [{ id } = { id: 0 }] = await listWaitingApprovals();
    expect(await send(ben.who, decline, { approvalId: String(id) })).toBe("done");
    expect(await send(ben.who, decline, { approvalId: String(id) })).toBe("not_found");
    expect(await gives(ben, number, { amount: total })).toBe("second_person_needed");
    expect(await givenBack(intentId)).toEqual([]);
  });
});

it("holds when a paid order is cancelled", async () => {
  const [ada, ben] = await two();
  const { number, total, intentId } = await bought();
  const cancel = ({ who }: Person) => send(who, decide, { number }, { act: "cancel" });
  expect(await cancel(ada)).toBe("second_person_needed");
  expect(await givenBack(intentId)).toEqual([]);
  expect(await cancel(ben)).toBe("done");
  expect(await givenBack(intentId)).toEqual([total]);
});

it("counts an amount in a currency that is no longer sold in as above the limit", async () => {
  const [ada] = await two();
  const { number, orderId } = await bought();
  await db
    .update(orders)
    .set({ currency: currency("sek") })
    .where(eq(orders.id, orderId));
  const terms = wish({ amount: 100 });
  expect(await gives(ada, number, { amount: 100, terms })).toBe("second_person_needed");
});

it("leads to the page that shows the same refund", () => {
  const lines = [{ variantId: "a" as never }, { variantId: "b" as never }];
  const eur = currency("eur");
  const all: RefundTerms[] = [
    wish(),
    wish({ amount: 1250, payment: "own", outside: true }),
    wish({ lines: [{ ...lines[0], quantity: 2 } as never], delivery: 500 }),
    wish({
      lines: [{ ...lines[1], quantity: 1 } as never],
      restock: [{ ...lines[1], quantity: 1 } as never],
    }),
  ];
  for (const terms of all) {
    const query = Object.fromEntries(new URLSearchParams(refundQuery(terms, eur)));
    expect(readTypedRefund(query, { lines, currency: eur })).toMatchObject({ isSent: true, terms });
  }
});
