import "server-only";
import { eq, sql } from "drizzle-orm";
import { TRANSLATED } from "@/i18n/languages";
import { translator } from "@/i18n/texts.server";
import type { Currency } from "@/lib/base/money";
import type { Transaction } from "@/lib/db/client";
import { discountRules } from "@/lib/db/schema";
import { saveRule } from "./manage.server";
import { randomCodePart } from "./random-code.server";

type CreditCode = { orderNumber: string; amount: number; currency: Currency };

/**
 * Makes a code that takes an amount off one order: money of an earlier order that its shopper did not get back.
 * @param amount minor units
 * @returns the id of its discount
 */
export async function makeCreditCode(
  tx: Transaction,
  { orderNumber, amount, currency }: CreditCode,
): Promise<string> {
  const part = randomCodePart();
  const id = `credit_${part.toLowerCase()}`;
  const saved = await saveRule(tx, {
    ...{ id, kind: "promotion_code", code: `CREDIT-${part}`, totalLimit: 1, combinable: true },
    name: Object.fromEntries(
      TRANSLATED.map((locale) => [
        locale,
        translator(locale, "discounts")("creditName", { number: orderNumber }),
      ]),
    ),
    conditions: { benefit: { type: "amount", amounts: { [currency]: amount } } },
  });
  if (!saved.ok) throw new Error(`the code of a credit of order ${orderNumber} is refused: ${saved.problem}`);
  return id;
}

/** Ends a code for good, also in checkouts that have begun. */
export async function endCreditCode(tx: Transaction, ruleId: string): Promise<void> {
  await tx
    .update(discountRules)
    .set({
      active: false,
      endsAt: sql`now()`,
      startsAt: sql`least(${discountRules.startsAt}, now() - interval '1 second')`,
    })
    .where(eq(discountRules.id, ruleId));
}
