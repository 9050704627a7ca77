import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import type { CustomerId } from "@/lib/base/ids";
import type { Queryable } from "@/lib/db/client";
import { groupMembers } from "@/lib/db/schema";
import type { DiscountRule } from "@/lib/model/discount";

/** Those of the groups that rules ask for which an account is in. */
export async function loadGroups(
  q: Queryable,
  rules: readonly DiscountRule[],
  customerId: CustomerId,
): Promise<string[]> {
  const asked = [...new Set(rules.flatMap(({ groups = [] }) => groups))];
  if (asked.length === 0) return [];
  const rows = await q
    .select({ id: groupMembers.groupId })
    .from(groupMembers)
    .where(and(eq(groupMembers.customerId, customerId), inArray(groupMembers.groupId, asked)));
  return rows.map(({ id }) => id);
}
