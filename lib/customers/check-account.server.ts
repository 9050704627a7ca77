import "server-only";
import { type Currency, currency as currencyOf } from "@/lib/base/money";
import { env } from "@/lib/config/env";
import type { Queryable } from "@/lib/db/client";
import { type Explained, explain } from "@/lib/discounts/explain";
import type { Truth } from "@/lib/discounts/history";
import { loadHistory } from "@/lib/discounts/history.server";
import { needsOf } from "@/lib/discounts/history-needs";
import { listSegments } from "@/lib/discounts/manage-segments.server";
import { parseSegment } from "@/lib/discounts/segment-rows";
import { isInSegment, partsOf } from "@/lib/discounts/segments";
import type { Customer } from "@/lib/model/customer";
import type { PurchaseHistory, Segment } from "@/lib/model/purchase-history";
import { readStanding, type Standing } from "./loyalty/standing.server";

export type AccountCheck = {
  currency: Currency;
  standing: Standing;
  history: PurchaseHistory;
  segments: ({ id: string; member: Truth; because: Explained[] } | { id: string; problem: string })[];
};

export async function checkAccount(q: Queryable, account: Customer, now = new Date()): Promise<AccountCheck> {
  const currency = currencyOf(env().STORE_CURRENCY);
  const parsed = (await listSegments(q)).map((row) => ({ id: row.id, ...parseSegment(row) }));
  const definitions = parsed.flatMap((one) => (one.ok ? (one.segment.definition ?? []) : []));
  const needs = { ...needsOf(definitions.flatMap(partsOf)), orders: true, underWay: false };
  const history = await loadHistory(q, { customerId: account.id, currency, needs, now });
  const facts = { customer: { id: account.id, history }, currency, now };
  const describeSegment = ({ definition, ...segment }: Segment) => ({
    id: segment.id,
    member: isInSegment({ definition, ...segment }, facts),
    because: definition ? explain(definition, facts) : [{ text: "it has ended", holds: false, parts: [] }],
  });
  return {
    currency,
    standing: await readStanding(q, account, now),
    history,
    segments: parsed.map((one) =>
      one.ok ? describeSegment(one.segment) : { id: one.id, problem: one.problem },
    ),
  };
}
