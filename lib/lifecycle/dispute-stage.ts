import type { DisputeOutcome } from "@/lib/model/order";

/** The stage of a dispute: an inquiry that has moved no money, an open dispute, or its outcome. */
export type DisputeStage = "inquiry" | "open" | DisputeOutcome;

/** @param dispute `status` is Stripe's: one that begins with `warning_` is an inquiry. */
export function disputeStage(dispute: { outcome: DisputeOutcome | null; status: string }): DisputeStage {
  return dispute.outcome ?? (dispute.status.startsWith("warning_") ? "inquiry" : "open");
}
