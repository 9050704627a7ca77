import "server-only";
import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { TRANSLATED } from "@/i18n/languages";
import { translator } from "@/i18n/texts.server";
import type { Localized } from "@/lib/base/i18n-text";
import type { CartId, DraftId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import { parseAmount } from "@/lib/base/money-input";
import type { Transaction } from "@/lib/db/client";
import { carts, discountRules } from "@/lib/db/schema";
import { endRule, saveRule } from "@/lib/discounts/manage.server";
import type { DraftReduction } from "@/lib/model/draft";

/** How the code of a draft's own discount begins. */
export const OWN_CODE = "OFFER-";

export const ruleIdOf = (id: DraftId): string => `rule_${id}`;

type Reduced = { id: DraftId; cartId: CartId; currency: Currency; subtotal: number };

/**
 * Stores what staff take off a draft as a discount of its cart alone, which works once.
 * @returns its code, null for nothing off, and undefined when that is no discount
 */
export async function saveReduction(
  tx: Transaction,
  draft: Reduced,
  { reduction, reductionBy }: { reduction: DraftReduction; reductionBy: string },
): Promise<string | null | undefined> {
  const known = await codeOf(tx, draft.id);
  if (reduction === "none") {
    await endReduction(tx, draft.id);
    return null;
  }
  const benefit = benefitOf(reduction, reductionBy, draft);
  if (!benefit) return undefined;
  const code = known ?? newOwnCode();
  const saved = await saveRule(tx, {
    ...{ id: ruleIdOf(draft.id), kind: "promotion_code", code, totalLimit: 1, combinable: false },
    name: Object.fromEntries(
      TRANSLATED.map((locale) => [locale, translator(locale, "desk-drafts")("reductionName")]),
    ),
    conditions: { benefit, cartIds: [draft.cartId] },
  });
  return saved.ok ? code : undefined;
}

/** As `saveReduction`, of goods that go with an order that is paid: so much off, and all of the delivery. */
export async function saveChangeReduction(
  tx: Transaction,
  draft: Pick<Reduced, "id" | "cartId" | "currency"> & { off: number; name: Localized },
): Promise<string> {
  const code = (await codeOf(tx, draft.id)) ?? newOwnCode();
  const saved = await saveRule(tx, {
    ...{ id: ruleIdOf(draft.id), kind: "promotion_code", code, totalLimit: 1, combinable: false },
    name: draft.name,
    conditions: {
      benefit: { type: "amount", amounts: { [draft.currency]: draft.off }, freeDelivery: true },
      cartIds: [draft.cartId],
    },
  });
  if (!saved.ok) throw new Error(`the reduction of ${draft.id} is refused: ${saved.problem}`);
  await tx
    .update(carts)
    .set({ promotionCodes: [code] })
    .where(eq(carts.id, draft.cartId));
  return code;
}

const newOwnCode = () => `${OWN_CODE}${randomBytes(5).toString("hex").toUpperCase()}`;

export const endReduction = (tx: Transaction, id: DraftId): Promise<boolean> => endRule(tx, ruleIdOf(id));

async function codeOf(tx: Transaction, id: DraftId): Promise<string | null> {
  const [rule] = await tx
    .select({ code: discountRules.code })
    .from(discountRules)
    .where(eq(discountRules.id, ruleIdOf(id)));
  return rule?.code ?? null;
}

function benefitOf(
  reduction: Exclude<DraftReduction, "none">,
  typed: string,
  { currency, subtotal }: Reduced,
) {
  if (reduction === "percent") {
    if (!/^\d{1,3}([.,]\d{1,2})?$/.test(typed)) return null;
    const percent = Number(typed.replace(",", "."));
    return percent > 0 && percent <= 100 ? { type: "percent" as const, percent } : null;
  }
  const amount = parseAmount(typed, currency);
  if (amount === null) return null;
  const off = reduction === "price" ? subtotal - amount : amount;
  return off > 0 && off <= subtotal ? { type: "amount" as const, amounts: { [currency]: off } } : null;
}
