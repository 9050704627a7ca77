import { randomUUID } from "node:crypto";
import type { ReactNode } from "react";
import { DeskForm } from "@/components/desk/desk-form";
import { formTexts } from "@/components/desk/form-texts.server";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";

type Props = {
  action: string;
  /** The page that says what was given, with the key of the request at its end; this one when left out. */
  then?: string;
  plan: { amount: number; before: number };
  /** As it is read: with its currency. */
  amount: string;
  locale: Locale;
  /** Hidden fields that the call wants besides. */
  children?: ReactNode;
};

/** Offers the amount of a refund as a code for the next order, once the shopper has agreed. */
export function CreditForm({ action, then, plan, amount, locale, children }: Props) {
  const t = translator(locale, "refunds");
  const key = randomUUID();
  return (
    <section aria-labelledby="as-a-code" className="mt-8 max-w-2xl border-t border-line pt-4">
      <h3 id="as-a-code" className="font-medium">
        {t("credit.title")}
      </h3>
      <p className="mt-1 text-quiet">{t("credit.lead", { amount })}</p>
      <DeskForm
        action={action}
        then={then && `${then}${key}`}
        texts={formTexts(locale)}
        className="mt-3 grid gap-3"
      >
        <input type="hidden" name="key" value={key} />
        <input type="hidden" name="amount" value={plan.amount} />
        <input type="hidden" name="before" value={plan.before} />
        {children}
        <label className="flex items-center gap-3">
          <input type="checkbox" name="agreed" value="1" required className="size-5" />
          <span>{t("credit.agreed")}</span>
        </label>
        <div>
          <button type="submit" className="desk-button">
            {t("credit.confirm", { amount })}
          </button>
        </div>
      </DeskForm>
    </section>
  );
}
