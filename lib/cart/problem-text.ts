import { formatText } from "@/i18n/format-text";
import type { Texts } from "@/i18n/messages";
import { type Currency, formatMoney } from "@/lib/base/money";
import type { CartProblem } from "./problems";

export function cartProblemText(
  problem: CartProblem,
  name: string,
  texts: Texts<"cart">["problems"],
  currency: Currency,
  locale: string,
): string {
  switch (problem.code) {
    case "price_changed":
      return formatText(texts.price_changed, {
        name,
        now: formatMoney(problem.now, currency, locale),
        before: formatMoney(problem.before, currency, locale),
      });
    case "quantity_reduced":
      return formatText(texts.quantity_reduced, {
        name,
        available: problem.available,
        wanted: problem.wanted,
      });
    case "sold_out":
    case "unavailable":
    case "not_in_currency":
      return formatText(texts[problem.code], { name });
  }
}
