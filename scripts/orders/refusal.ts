import { type Currency, chargeStep, formatMoney } from "@/lib/base/money";
import { fullCommand } from "@/lib/orders/merchant/advice";
import type { RefundResult } from "@/lib/orders/merchant/refund-order.server";

/** Says why nothing was refunded, and what can be done. */
export function refundRefusal(
  number: string,
  currency: Currency,
  result: Extract<RefundResult, { ok: false }>,
): string {
  switch (result.code) {
    case "unknown_order":
      return `there is no order ${number}`;
    case "not_paid":
      return `${number} is ${result.status}: there is no money to refund`;
    case "nothing_to_refund":
      return `${number} has nothing left to refund`;
    case "too_much":
      return `only ${formatMoney(result.left, currency, "en")} of ${number} can still be refunded`;
    case "unknown_line":
      return `${number} has no line with that SKU. npm run orders:show lists its lines`;
    case "too_many_pieces":
      return `only ${result.left} of that line of ${number} can still be refunded`;
    case "delivery_too_much":
      return `only ${formatMoney(result.left, currency, "en")} of the delivery of ${number} can still be refunded`;
    case "bad_amount":
      return `Stripe gives back ${currency.toUpperCase()} in steps of ${formatMoney(chargeStep(currency), currency, "en")}`;
    case "second_has_no_lines":
      return `the second payment of ${number} bought nothing: refund it without --line and --delivery`;
    case "changed":
      return `money of ${number} was given back meanwhile: look again at what would be refunded`;
    case "which_payment":
      return `${number} was paid twice. Say which payment to refund: --second or --own`;
    case "no_second_payment":
      return `${number} has no second payment to refund`;
    case "disputed":
      return `the payment of ${number} is disputed: with a refund the shopper could get the money twice. Wait for the bank to decide`;
    case "goods_to_be_sent":
      return (
        `the goods of ${number} are still to be sent, so they can't be sold again. Name the lines with --line, ` +
        `refund all of it, or cancel the order with ${fullCommand("orders:cancel --restock", number)}`
      );
    case "key_used":
      return "this key belongs to another refund";
    case "failed":
      return `the refund of ${number} failed, so the store still has the money. npm run orders:list says what to do`;
    case "refused":
      return `Stripe refused: ${result.message}`;
    case "unknown":
      return (
        `Stripe did not answer, so it is unknown whether ${number} was refunded. The store finds out by itself and ` +
        `makes this refund once. Ask again with ${fullCommand(`orders:refund --key=${result.key}`, number)} and the same options`
      );
  }
}
