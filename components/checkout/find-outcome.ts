import { askStore } from "@/components/renewal/ask-store";
import { askOutcome, OPEN_ANSWERS, type OutcomeAnswer, readOutcome } from "@/lib/checkout/core/ask-outcome";
import { pause } from "./pause";

const TIMEOUT_MS = 30_000;

/** Asks the store until it knows whether an order was paid. Never throws. `isOver` says that no request for the payment is under way any more. */
export const findOutcome = (orderId: string, isOver: boolean) =>
  askOutcome(() => requestOutcome(orderId), pause, isOver ? OPEN_ANSWERS.over : OPEN_ANSWERS.cutOff);

async function requestOutcome(orderId: string): Promise<OutcomeAnswer> {
  const init = {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ orderId }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  };
  return askStore("/api/checkout/outcome", init, readOutcome);
}
