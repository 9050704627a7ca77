import { and, eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { POST as change_ } from "@/app/api/admin/orders/[number]/changes/route";
import { type DraftId, newDraftId } from "@/lib/base/ids";
import { auditEntries, orderChanges, staff } from "@/lib/db/schema";
import { writeChange } from "@/lib/drafts/change-order.server";
import type { AskedChange } from "@/lib/drafts/change-plan.server";
import { finishChange } from "@/lib/drafts/finish-change.server";
import { changeDesk, engraving, NOTHING } from "@/tests/support/change-desk";
import { testDatabase } from "@/tests/support/database";
import { deskStaff } from "@/tests/support/desk-staff";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { refundDesk } from "@/tests/support/refund-desk";

vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => {} }));
vi.mock("@/store.config", async (original) => {
  const { default: config } = await original<{ default: object }>();
  return { default: { ...config, desk: { secondPersonAbove: 40 } } };
});
vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);

const { db } = await testDatabase();
const local = await testStripe();
const { stripe } = local;
const { paid, orderOf } = orderShop(db, local);
const { givenBack, losesAnswers } = refundDesk(db, local);
const { who, drainWhole, looks, changes } = await changeDesk(db, local);

describe("changing the goods of a paid order, by two people or twice", () => {
  it("does not refund twice for a double click, nor when Stripe's answer is lost", async () => {
    const { number, intentId, mug } = await paid({ quantity: 2 });
    const asked = { ...NOTHING, remove: [{ variantId: mug, quantity: 1 }], own: [engraving("5")] };
    const plan = await looks(number, asked);
    if (!plan.ok) throw new Error(plan.code);
    const id = newDraftId();
    const click = async () => {
      const made = await writeChange(number, {
        ...{ id, ...who, byEmail: false, shown: plan.figures, change: asked },
      });
      return { made, refund: await finishChange(id) };
    };
    await losesAnswers();
    const both = await Promise.all([click(), click()]);
    expect(both.map(({ made }) => made.ok)).toEqual([true, true]);
    await finishChange(id);
    await drainWhole();
    expect(await givenBack(intentId)).toEqual([1_500]);
  });

  it("lets one of two people change an order at once, and tells the other", async () => {
    const { number, orderId, intentId, mug } = await paid({ quantity: 2 });
    const one = { ...NOTHING, remove: [{ variantId: mug, quantity: 2 }] };
    const other = { ...NOTHING, remove: [{ variantId: mug, quantity: 1 }], own: [engraving("3")] };
    const plans = await Promise.all([looks(number, one), looks(number, other)]);
    const made = await Promise.all(
      [one, other].map((change, index) => {
        const plan = plans[index];
        if (!plan?.ok) throw new Error("no plan");
        const asked = { id: newDraftId(), ...who, byEmail: false, shown: plan.figures };
        return writeChange(number, { ...asked, change });
      }),
    );
    expect(made.filter(({ ok }) => ok)).toHaveLength(1);
    await drainWhole();
    const back = (await givenBack(intentId)).reduce((sum, amount) => sum + amount, 0);
    expect(back).toBeLessThanOrEqual((await orderOf(orderId)).total);
    expect(await db.select().from(orderChanges).where(eq(orderChanges.orderId, orderId))).toHaveLength(1);
  });

  it("takes no other change before the money of the first is asked back, as nobody sees yet that its pieces are gone", async () => {
    const { number, mug } = await paid({ quantity: 3 });
    const first = { ...NOTHING, remove: [{ variantId: mug, quantity: 2 }] };
    const other = { ...NOTHING, remove: [{ variantId: mug, quantity: 2 }], own: [engraving("3")] };
    const plan = await looks(number, first);
    if (!plan.ok) throw new Error(plan.code);
    const asked = { ...who, byEmail: false, shown: plan.figures };
    expect(await writeChange(number, { ...asked, id: newDraftId(), change: first })).toMatchObject({
      ok: true,
    });
    expect(await looks(number, other)).toEqual({ ok: false, code: "refund_under_way" });
    await drainWhole();
    expect(await looks(number, other)).toMatchObject({ ok: false, code: "too_many_pieces", left: 1 });
  });

  it("never gives up more than was captured, with refunds before and after it", async () => {
    const { number, orderId, intentId, mug } = await paid({ quantity: 3 });
    await stripe.refunds.create({ payment_intent: intentId, amount: 5_000 });
    const { total } = await orderOf(orderId);
    const plan = await looks(number, { remove: [{ variantId: mug, quantity: 3 }] });
    expect(plan).toMatchObject({
      ok: true,
      figures: { before: 5_000, worth: total - 5_000 },
    });
    const { refund } = await changes(number, { remove: [{ variantId: mug, quantity: 3 }] });
    expect(refund).toMatchObject({ ok: true });
    const back = (await givenBack(intentId)).reduce((sum, amount) => sum + amount, 0);
    expect(back).toBeLessThanOrEqual(total);
  });

  it("is refused when something went back since it was shown", async () => {
    const { number, intentId, mug } = await paid({ quantity: 2 });
    const change = { ...NOTHING, remove: [{ variantId: mug, quantity: 1 }] };
    const plan = await looks(number, change);
    if (!plan.ok) throw new Error(plan.code);
    await stripe.refunds.create({ payment_intent: intentId, amount: 100 });
    const asked = { id: newDraftId(), ...who, byEmail: false, shown: plan.figures, change };
    expect(await writeChange(number, asked)).toEqual({ ok: false, code: "changed" });
  });
});

describe("the calls that change goods", () => {
  const sends = async (
    { who }: Awaited<ReturnType<typeof deskStaff>>,
    number: string,
    {
      change,
      key,
      figures,
      by = "link",
    }: { change: AskedChange; key: DraftId; figures: object; by?: string },
  ) =>
    who.does(async () => {
      const answer = await change_(
        new Request("http://localhost:3000/api/admin/x", {
          method: "POST",
          headers: { origin: "http://localhost:3000", "content-type": "application/json" },
          body: JSON.stringify({
            ...{ key, by, shown: JSON.stringify(figures) },
            change: JSON.stringify({ ...change, pieces: {}, own: JSON.stringify(typedOwnOf(change)) }),
          }),
        }),
        { params: Promise.resolve({ number }) },
      );
      const { error } = await answer.json();
      return error?.code ?? "done";
    });

  const typedOwnOf = ({ own: lines }: AskedChange) =>
    lines.map((line) => ({ ...line, quantity: String(line.quantity) }));

  it("wait for a second person above the limit of money, and not where goods pay for goods", async () => {
    await db.update(staff).set({ endedAt: new Date() });
    const [ada, ben] = [await deskStaff(db, "support"), await deskStaff(db, "manager")];
    const { number, mug, intentId } = await paid({ quantity: 5 });
    const change = { ...NOTHING, remove: [{ variantId: mug, quantity: 3 }] };
    const plan = await looks(number, change);
    if (!plan.ok) throw new Error(plan.code);
    const asked = () => ({ change, key: newDraftId(), figures: plan.figures });
    expect(await sends(ada, number, asked())).toBe("second_person_needed");
    expect(await sends(ada, number, asked())).toBe("second_person_needed");
    expect(await givenBack(intentId)).toEqual([]);
    expect(await sends(ben, number, asked())).toBe("done");
    expect(await givenBack(intentId)).toEqual([6_000]);

    const other = await paid({ quantity: 5 });
    const swap = { ...NOTHING, remove: [{ variantId: other.mug, quantity: 5 }], own: [engraving("50", 2)] };
    const even = await looks(other.number, swap);
    if (!even.ok) throw new Error(even.code);
    const key = newDraftId();
    expect(await sends(ada, other.number, { change: swap, key, figures: even.figures })).toBe("done");
    const [entry] = await db
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.subjectId, other.number), eq(auditEntries.outcome, "done")));
    expect(entry).toMatchObject({ action: "order.change" });
  });

  it("say what is wrong with what was sent", async () => {
    await db.update(staff).set({ endedAt: null });
    const ada = await deskStaff(db, "support");
    const { number } = await paid();
    const figures = { worth: 0, added: 0, credited: 0, pay: 0, back: 0, before: 0 };
    expect(await sends(ada, number, { change: NOTHING, key: newDraftId(), figures })).toBe("change_nothing");
    expect(await sends(ada, number, { change: NOTHING, key: newDraftId(), figures: {} })).toBe(
      "invalid_request",
    );
    const change = { ...NOTHING, own: [engraving("5")] };
    expect(await sends(ada, number, { change, key: newDraftId(), figures })).toBe("changed");
  });
});
