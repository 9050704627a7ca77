import { fullCommand } from "@/lib/orders/merchant/advice";
import type { DecisionResult } from "@/lib/orders/merchant/decide-on-order.server";

/** Says why an order was neither accepted nor promised. */
export function decisionRefusal(number: string, result: Exclude<DecisionResult, { ok: true }>): string {
  switch (result.code) {
    case "unknown_order":
      return `there is no order ${number}`;
    case "not_in_question":
      return `${number} needs no decision: it is ${result.status}`;
    case "not_ended":
      return `${number} had not ended: accept it with ${fullCommand("orders:accept", number)}`;
    case "second_payment":
      return `${number} was paid twice: refund one payment first, with ${fullCommand("orders:refund --second", number)}`;
    case "out_of_stock": {
      const missing = result.shortages.map(
        (line) => `${line.variantId}: ${line.available} of ${line.wanted}`,
      );
      return (
        `the goods of ${number} are missing (${missing.join(", ")}). ` +
        `Deliver them later with ${fullCommand("orders:deliver-later", number)}`
      );
    }
  }
}
