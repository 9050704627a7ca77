import "server-only";
import type { CustomerId } from "@/lib/base/ids";
import { count, countOnce, limitsOf } from "@/lib/limits/count.server";
import { requestSource } from "@/lib/limits/source.server";

/** Counts a change of payment methods. `add` has its own limit, because card testers want cards checked. */
export function countMethodChange(kind: "add" | "change", customerId: CustomerId, headers: Headers) {
  const asker = { shopper: [customerId], from: requestSource(headers) };
  if (kind === "change") return count(limitsOf("changeCard", asker));
  return count([...limitsOf("addCard", asker), ...limitsOf("declinedPayment", asker, 0)]);
}

export async function countDeclinedCard(
  customerId: CustomerId,
  tokenId: string,
  headers: Headers,
): Promise<void> {
  const asker = { shopper: [customerId], from: requestSource(headers) };
  await countOnce(tokenId, limitsOf("declinedPayment", asker), new Date());
}
