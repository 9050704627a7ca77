import type { DisputeOutcome } from "@/lib/model/order";

/** `inquiry`: no money has moved. */
export type DisputeStage = "inquiry" | "open" | DisputeOutcome;

/** @param dispute a Stripe `status` that begins with `warning_` is an inquiry */
export function disputeStage(dispute: { outcome: DisputeOutcome | null; status: string }): DisputeStage {
  return dispute.outcome ?? (dispute.status.startsWith("warning_") ? "inquiry" : "open");
}
