import "server-only";
import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { shopTimeZone } from "@/lib/config/shop";
import { ownCurrency } from "@/lib/currencies/sold";
import { db, type Queryable } from "@/lib/db/client";
import { keepLockOrder } from "@/lib/db/locks.server";
import { discountRules } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { saveRule } from "@/lib/discounts/manage.server";
import { type DiscountForm, type DiscountProblem, ruleOfForm } from "./discount-form";

type RuleRow = typeof discountRules.$inferSelect;

export async function findRule(q: Queryable, id: string): Promise<RuleRow | null> {
  const [row] = await q.select().from(discountRules).where(eq(discountRules.id, id));
  return row ?? null;
}

/** Of all that a person edits of a rule; empty where there is none. */
export function versionOfRule(row: RuleRow | null): string {
  if (!row) return "";
  const { createdAt: _, updatedAt: __, ...facts } = row;
  return createHash("sha256").update(JSON.stringify(facts)).digest("base64url").slice(0, 16);
}

type Saved =
  | { ok: true; before: RuleRow | null; after: RuleRow | null }
  | { ok: false; code: "discount_changed" }
  | { ok: false; code: "discount_refused"; problems: DiscountProblem[]; problem: string | null };

/** Saves a discount by its form, through the function of the command. Who saw an older version is told, and nothing is written. */
export async function saveDiscount(id: string, form: DiscountForm): Promise<Saved> {
  return inTransaction(db(), async (tx): Promise<Saved> => {
    keepLockOrder(tx, "discount rule", [id]);
    const [before = null] = await tx
      .select()
      .from(discountRules)
      .where(eq(discountRules.id, id))
      .for("no key update");
    if (versionOfRule(before) !== form.seen) return { ok: false, code: "discount_changed" };
    const shop = { currency: ownCurrency(), timeZone: shopTimeZone() };
    const { input, problems } = ruleOfForm(id, before, form, shop);
    if (problems.length > 0) return { ok: false, code: "discount_refused", problems, problem: null };
    const saved = await saveRule(tx, input);
    if (!saved.ok) return { ok: false, code: "discount_refused", problems: [], problem: saved.problem };
    return { ok: true, before, after: await findRule(tx, id) };
  });
}
