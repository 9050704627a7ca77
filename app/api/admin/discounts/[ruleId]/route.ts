import { db } from "@/lib/db/client";
import { discountForm, ruleParams } from "@/lib/desk/discounts/discount-form";
import { discountRefusal } from "@/lib/desk/discounts/discount-words.server";
import { findRule, saveDiscount } from "@/lib/desk/discounts/save-discount.server";
import { endRule } from "@/lib/discounts/manage.server";
import { json } from "@/lib/http/body-reader";
import { deskChange } from "@/lib/staff/desk-route.server";

/** Makes a discount, or changes it. */
export const PUT = deskChange(
  {
    right: "discounts.edit",
    action: "discount.save",
    params: ruleParams,
    body: json(discountForm),
    about: ({ params }) => ({ kind: "discount", id: params.ruleId }),
  },
  async ({ params: { ruleId }, body, locale }) => {
    const saved = await saveDiscount(ruleId, body);
    if (!saved.ok) return discountRefusal(saved, locale);
    return { ok: true, before: saved.before, after: saved.after };
  },
);

/** Ends a discount. What is reserved for orders that are being paid stays valid. */
export const DELETE = deskChange(
  {
    right: "discounts.edit",
    action: "discount.end",
    params: ruleParams,
    body: "none",
    about: ({ params }) => ({ kind: "discount", id: params.ruleId }),
  },
  async ({ params: { ruleId } }) => {
    const before = await findRule(db(), ruleId);
    if (!before) return { ok: false, code: "not_found" };
    await endRule(db(), before.id);
    return { ok: true, before: { endsAt: before.endsAt }, after: { ended: true } };
  },
);
