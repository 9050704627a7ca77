import "server-only";
import { z } from "zod";
import { csvLine } from "@/lib/base/csv-line";
import { inDefaultLanguage } from "@/lib/base/i18n-text";
import { withoutFormula } from "@/lib/catalog/goods/formulas";
import { shopTimeZone } from "@/lib/config/shop";
import { ownCurrency } from "@/lib/currencies/sold";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction.server";
import { saveRule } from "@/lib/discounts/manage.server";
import { randomCodePart } from "@/lib/discounts/random-code.server";
import { type DiscountForm, type DiscountProblem, ruleOfForm } from "./discount-form";

const MOST_CODES = 1_000;

export const codesBody = z.strictObject({
  prefix: z.string().regex(/^[A-Za-z0-9]{2,12}$/),
  count: z
    .string()
    .regex(/^\d{1,4}$/)
    .refine((text) => Number(text) >= 1 && Number(text) <= MOST_CODES),
  name: z.string().trim().min(1).max(200),
  benefit: z.enum(["percent", "amount"]),
  off: z.string().max(30),
  minimum: z.string().max(30),
  ends: z.string().max(40),
});

type Made =
  | { ok: true; codes: string[] }
  | { ok: false; problems: DiscountProblem[]; problem: string | null };

/** Makes codes that each work for one order: all of them, or none. */
export async function makeOneTimeCodes(body: z.output<typeof codesBody>): Promise<Made> {
  const { prefix, count, name, ...rest } = body;
  const codes = new Set<string>();
  while (codes.size < Number(count)) codes.add(`${prefix.toUpperCase()}-${randomCodePart()}`);
  const shop = { currency: ownCurrency(), timeZone: shopTimeZone() };
  const form: Omit<DiscountForm, "code"> = {
    ...rest,
    ...{ seen: "", kind: "promotion_code", name: inDefaultLanguage(name), countries: "", starts: "" },
    ...{ totalLimit: "1", perCustomerLimit: "", combinable: "no" },
  };
  try {
    await inTransaction(db(), async (tx) => {
      for (const code of codes) {
        const id = `rule_once_${code.toLowerCase().replaceAll("-", "_")}`;
        const { input, problems } = ruleOfForm(id, null, { ...form, code }, shop);
        if (problems.length > 0) throw new NotMade(problems, null);
        const saved = await saveRule(tx, input);
        if (!saved.ok) throw new NotMade([], saved.problem);
      }
    });
  } catch (error) {
    if (error instanceof NotMade) return { ok: false, problems: error.problems, problem: error.problem };
    throw error;
  }
  return { ok: true, codes: [...codes] };
}

class NotMade extends Error {
  constructor(
    readonly problems: DiscountProblem[],
    readonly problem: string | null,
  ) {
    super("no codes are made");
  }
}

export const codesAsCsv = (codes: readonly string[]): string =>
  [["Code"], ...codes.map((code) => [withoutFormula(code)])].map(csvLine).join("");

/** For a new discount: its id is in the address that saves it, so that twice the same form is one discount. */
export const freshRuleId = (): string => `rule_${randomCodePart().toLowerCase()}`;
