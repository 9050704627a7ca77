import type { DisputeOutcome } from "@/lib/model/order";

/** An `inquiry` is a bank's question for which no money has moved. */
export type DisputeStage = "inquiry" | "open" | DisputeOutcome;

/** The stage of a dispute. A Stripe `status` that begins with `warning_` is an inquiry. */
export function disputeStage(dispute: { outcome: DisputeOutcome | null; status: string }): DisputeStage {
  return dispute.outcome ?? (dispute.status.startsWith("warning_") ? "inquiry" : "open");
}
