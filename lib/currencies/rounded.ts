import { type Currency, chargeStep, exponent } from "@/lib/base/money";
import type { Rounding } from "@/lib/model/shop-currencies";

/**
 * A price from an amount in minor units, which may have a fraction: the nearest that the rule allows, the higher of two. What is above zero
 * stays above zero. A price in `.99` in a currency without hundredths is a whole number less one.
 */
export function rounded(amount: number, currency: Currency, rule: Rounding): number {
  if (amount <= 0) return 0;
  const { step, less } = stepOf(rule, currency);
  return Math.max(step, nearest(amount + less, step)) - less;
}

const nearest = (amount: number, step: number) => Math.floor(amount / step + 0.5) * step;

/** Prices are the multiples of `step`, each `less` so much. */
function stepOf(rule: Rounding, currency: Currency): { step: number; less: number } {
  const whole = 10 ** exponent(currency);
  const charged = chargeStep(currency);
  switch (rule) {
    case "exact":
      return { step: charged, less: 0 };
    case "whole":
      return { step: whole, less: 0 };
    case "fives":
      return { step: 5 * whole, less: 0 };
    case ".99":
      // 199 yen, 1.99 dollars, 1.990 dinars; a króna has no parts.
      return exponent(currency) === 0 || charged === whole
        ? { step: 100 * whole, less: whole }
        : { step: whole, less: whole / 100 };
  }
}
