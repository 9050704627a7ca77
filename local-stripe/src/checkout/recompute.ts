import type { Local } from "../local";
import type { SessionRecord } from "../state/records";
import { totalsOf } from "./totals";

/** Puts a session back with its amounts worked out anew. */
export function saveSession(local: Local, record: SessionRecord): SessionRecord {
  const totals = totalsOf(local, record);
  return local.store.sessions.put({
    ...record,
    session: {
      ...record.session,
      amount_subtotal: totals.subtotal,
      amount_total: totals.total,
      total_details: totals.details,
      shipping_cost: totals.shippingCost,
      automatic_tax: { ...record.session.automatic_tax, status: totals.taxStatus },
    },
  });
}
