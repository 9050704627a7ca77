import { passesLuhn } from "../facts/checksums";
import { findCard } from "./cards";

export interface CardProblem {
  code: string;
  message: string;
  param: string;
}

interface CardData {
  number: string;
  exp_month: number;
  exp_year: number;
  cvc?: string | undefined;
}

/** Problems that are found without the bank; null when there are none. */
export function checkCard(card: CardData, now: Date): CardProblem | null {
  return (
    checkNumber(card.number) ??
    checkExpiry(card, now) ??
    checkCvc({ brand: findCard(card.number)?.brand, cvc: card.cvc })
  );
}

function checkNumber(number: string): CardProblem | null {
  if (!/^\d{12,19}$/.test(number)) {
    return {
      code: "invalid_number",
      message: "The card number is not a valid credit card number.",
      param: "number",
    };
  }
  if (!passesLuhn(number)) {
    return { code: "incorrect_number", message: "Your card number is incorrect.", param: "number" };
  }
  return null;
}

function checkExpiry({ exp_month: month, exp_year: given }: CardData, now: Date): CardProblem | null {
  if (month < 1 || month > 12) {
    return {
      code: "invalid_expiry_month",
      message: "Your card's expiration month is invalid.",
      param: "exp_month",
    };
  }
  const year = given < 100 ? 2000 + given : given;
  const thisYear = now.getUTCFullYear();
  if (year < thisYear || year > thisYear + 50) {
    return {
      code: "invalid_expiry_year",
      message: "Your card's expiration year is invalid.",
      param: "exp_year",
    };
  }
  if (year === thisYear && month < now.getUTCMonth() + 1) {
    return {
      code: "invalid_expiry_month",
      message: "Your card's expiration month is invalid.",
      param: "exp_month",
    };
  }
  return null;
}

export function checkCvc({
  brand,
  cvc,
}: {
  brand: string | undefined;
  cvc: string | undefined;
}): CardProblem | null {
  if (cvc === undefined) return null;
  // American Express cards print four digits but three are accepted too.
  const fits = brand === "amex" ? /^\d{3,4}$/ : /^\d{3}$/;
  if (fits.test(cvc)) return null;
  return { code: "invalid_cvc", message: "Your card's security code is invalid.", param: "cvc" };
}
