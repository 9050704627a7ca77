import { fill } from "@/lib/base/fill-text";
import { type Currency, formatMoney } from "@/lib/base/money";
import type { CartProblem } from "./problems";
import type { CartTexts } from "./texts";

export function cartProblemText(
  problem: CartProblem,
  name: string,
  texts: CartTexts["problems"],
  currency: Currency,
  locale: string,
): string {
  switch (problem.code) {
    case "price_changed":
      return fill(texts.price_changed, {
        name,
        now: formatMoney(problem.now, currency, locale),
        before: formatMoney(problem.before, currency, locale),
      });
    case "quantity_reduced":
      return fill(texts.quantity_reduced, { name, available: problem.available, wanted: problem.wanted });
    case "sold_out":
    case "unavailable":
      return fill(texts[problem.code], { name });
  }
}
