import type { DisputeOutcome } from "@/lib/model/order";

/** Where a dispute stands: the bank only asks and no money has moved, it is a dispute, or how it ended. */
export type DisputeStage = "inquiry" | "open" | DisputeOutcome;

/** @param dispute `status` is Stripe's: one that begins with `warning_` is an inquiry. */
export function disputeStage(dispute: { outcome: DisputeOutcome | null; status: string }): DisputeStage {
  return dispute.outcome ?? (dispute.status.startsWith("warning_") ? "inquiry" : "open");
}
