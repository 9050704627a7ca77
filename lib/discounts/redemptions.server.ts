import "server-only";
import { and, eq, gt, inArray, isNotNull, isNull, ne, notInArray, or, sql } from "drizzle-orm";
import type { CartId, CustomerId, OrderId } from "@/lib/base/ids";
import type { Queryable, Transaction } from "@/lib/db/client";
import { keepLockOrder, lockCustomerDiscounts } from "@/lib/db/locks.server";
import { discountRedemptions, discountRules } from "@/lib/db/schema";
import type { DiscountRule, RedemptionCount, RefusalCode } from "@/lib/model/discount";
import { parseRule } from "@/lib/model/discount-conditions";
import type { Quote } from "@/lib/model/quote";
import { hasUnpaidReservation } from "./history.server";
import { endsWithNextOrder } from "./next-order";
import { loadSegments } from "./segments.server";

export function customerKey(customerId: string | null, cartId: CartId): string {
  return customerId ?? cartId;
}

export function quotedRules(quote: Quote): string[] {
  return [...new Set(quote.discounts.flatMap((discount) => discount.ruleId ?? []))];
}

type RedemptionQuery = {
  ruleIds: readonly string[];
  customerKey: string;
  /** Orders whose redemptions do not count: the order itself, and one whose session it replaces. */
  exceptOrderIds?: readonly OrderId[];
};

export async function countRedemptions(
  q: Queryable,
  query: RedemptionQuery,
): Promise<Map<string, RedemptionCount>> {
  if (query.ruleIds.length === 0) return new Map();
  const except = query.exceptOrderIds ?? [];
  const rows = await q
    .select({
      ruleId: discountRedemptions.ruleId,
      total: sql<number>`count(*)::int`,
      byCustomer: sql<number>`(count(*) filter (where ${discountRedemptions.customerKey} = ${query.customerKey}))::int`,
    })
    .from(discountRedemptions)
    .where(
      and(
        inArray(discountRedemptions.ruleId, [...query.ruleIds]),
        or(
          eq(discountRedemptions.status, "redeemed"),
          and(
            eq(discountRedemptions.status, "reserved"),
            or(isNull(discountRedemptions.expiresAt), gt(discountRedemptions.expiresAt, sql`now()`)),
          ),
        ),
        except.length > 0 ? notInArray(discountRedemptions.orderId, [...except]) : undefined,
      ),
    )
    .groupBy(discountRedemptions.ruleId);
  return new Map(rows.map(({ ruleId, total, byCustomer }) => [ruleId, { total, byCustomer }]));
}

export type RedemptionRefusal = {
  ruleId: string;
  code: Extract<RefusalCode, "unknown_code" | "limit_reached" | "already_used">;
};

export type Reservation = Omit<RedemptionQuery, "exceptOrderIds"> & {
  orderId: OrderId;
  /** The order whose session ends for this one, so its reservations do not count. */
  replacesOrderId?: OrderId;
  /** Keeps the order's other reservations until it is known which quote Stripe has. */
  keepOthers?: boolean;
  /** Later than the session's end, as for stock (`holdEnd`). */
  expiresAt: Date;
};

/**
 * Reserves all of these rules for an order, or none when one is refused. Locks limited rules, and needs READ COMMITTED.
 * `unknown_code`: the rule was switched off meanwhile.
 */
export async function reserveRedemptions(
  tx: Transaction,
  { orderId, ruleIds, customerKey, replacesOrderId, keepOthers = false, expiresAt }: Reservation,
): Promise<{ ok: true } | { ok: false; refused: RedemptionRefusal[] }> {
  const { refused, ending } = await checkLimits(tx, {
    ruleIds,
    customerKey,
    exceptOrderIds: replacesOrderId ? [orderId, replacesOrderId] : [orderId],
  });
  if (refused.length > 0) return { ok: false, refused };

  if (!keepOthers) {
    await tx
      .delete(discountRedemptions)
      .where(
        and(
          eq(discountRedemptions.orderId, orderId),
          ne(discountRedemptions.status, "redeemed"),
          ruleIds.length > 0 ? notInArray(discountRedemptions.ruleId, [...ruleIds]) : undefined,
        ),
      );
  }
  if (ruleIds.length === 0) return { ok: true };
  await tx
    .insert(discountRedemptions)
    .values(
      ruleIds.map((ruleId) => ({
        orderId,
        ruleId,
        customerKey,
        expiresAt,
        endsWithNextOrder: ending.has(ruleId),
      })),
    )
    .onConflictDoUpdate({
      target: [discountRedemptions.orderId, discountRedemptions.ruleId],
      set: {
        status: "reserved",
        customerKey,
        expiresAt,
        endsWithNextOrder: sql`excluded.ends_with_next_order`,
        updatedAt: new Date(),
      },
      setWhere: ne(discountRedemptions.status, "redeemed"),
    });
  return { ok: true };
}

async function checkLimits(
  tx: Transaction,
  query: RedemptionQuery,
): Promise<{ refused: RedemptionRefusal[]; ending: ReadonlySet<string> }> {
  const ids = [...query.ruleIds].sort();
  if (ids.length === 0) return { refused: [], ending: new Set() };
  await lockDiscountRules(tx, ids);
  const rows = await tx
    .select()
    .from(discountRules)
    .where(and(inArray(discountRules.id, ids), eq(discountRules.active, true)));
  const rules = rows.flatMap((row) => {
    const parsed = parseRule(row);
    return parsed.ok ? [parsed.rule] : [];
  });
  const segments = await loadSegments(tx, rules);
  const ending = new Set(rules.filter((rule) => endsWithNextOrder(rule, segments)).map(({ id }) => id));
  if (ending.size > 0) await lockCustomerDiscounts(tx, query.customerKey);
  const isTaken = ending.size > 0 && (await hasUnpaidReservation(tx, query));
  const counts = await countRedemptions(tx, query);
  const refused = ids.flatMap((ruleId): RedemptionRefusal[] => {
    const rule = rules.find(({ id }) => id === ruleId);
    if (!rule) return [{ ruleId, code: "unknown_code" }];
    if (isTaken && ending.has(ruleId)) return [{ ruleId, code: "already_used" }];
    const code = limitRefusal(rule, counts.get(ruleId));
    return code ? [{ ruleId, code }] : [];
  });
  return { refused, ending };
}

function limitRefusal(
  { perCustomerLimit, totalLimit }: DiscountRule,
  { total, byCustomer }: RedemptionCount = { total: 0, byCustomer: 0 },
): "already_used" | "limit_reached" | null {
  if (perCustomerLimit !== null && byCustomer >= perCustomerLimit) return "already_used";
  return totalLimit !== null && total >= totalLimit ? "limit_reached" : null;
}

/** Locks the limited rules until the transaction ends. Redemptions that refer to one do not wait. */
export async function lockDiscountRules(tx: Transaction, ruleIds: readonly string[]): Promise<void> {
  const locked = await tx
    .select({ id: discountRules.id })
    .from(discountRules)
    .where(
      and(
        inArray(discountRules.id, [...ruleIds]),
        or(isNotNull(discountRules.totalLimit), isNotNull(discountRules.perCustomerLimit)),
      ),
    )
    .orderBy(discountRules.id)
    .for("no key update");
  keepLockOrder(
    tx,
    "discount rule",
    locked.map((rule) => rule.id),
  );
}

/** Moves the reservations of a guest's orders to the account that the orders joined. */
export async function moveReservationsToAccount(
  tx: Transaction,
  orderIds: readonly OrderId[],
  customerId: CustomerId,
): Promise<void> {
  await tx
    .update(discountRedemptions)
    .set({ customerKey: customerId })
    .where(
      and(inArray(discountRedemptions.orderId, [...orderIds]), eq(discountRedemptions.status, "reserved")),
    );
}

/** Removes the end of an order's reservations, because a delayed payment is under way. */
export async function keepRedemptionsUntilSettled(tx: Transaction, orderId: OrderId): Promise<void> {
  await tx.update(discountRedemptions).set({ expiresAt: null }).where(reservedBy(orderId));
}

export async function releaseRedemptions(tx: Transaction, orderId: OrderId): Promise<void> {
  await tx
    .update(discountRedemptions)
    .set({ status: "released", cardFingerprint: null })
    .where(reservedBy(orderId));
}

const reservedBy = (orderId: OrderId) =>
  and(eq(discountRedemptions.orderId, orderId), eq(discountRedemptions.status, "reserved"));

/** Makes a paid order's redemptions count for good, even if a reservation ended while the payment was under way: the shopper paid the agreed price. */
export async function redeem(tx: Transaction, orderId: OrderId): Promise<void> {
  await tx
    .update(discountRedemptions)
    .set({ status: "redeemed", expiresAt: null })
    .where(and(eq(discountRedemptions.orderId, orderId), ne(discountRedemptions.status, "redeemed")));
}
