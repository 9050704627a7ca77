import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { OrderDesk } from "@/lib/desk/decisions/order-desk.server";
import { keepField, TAKE_FIELD } from "@/lib/desk/decisions/part-body";
import { TextField } from "../field";

type Props = {
  order: OrderDesk["order"];
  query: Readonly<Record<string, string | string[] | undefined>>;
  locale: Locale;
};

/** How many of each line can be sent, typed into the page's own address. */
export function CaptureForm({ order, query, locale }: Props) {
  const t = translator(locale, "decisions");
  return (
    <form method="get" action="#comes-to" className="grid gap-4">
      {order.quote.lines.map(({ variantId, quantity, productName, optionLabel }) => {
        const goods = [productName, optionLabel].filter(Boolean).join(", ");
        const typed = query[keepField(variantId)];
        return (
          <TextField
            key={variantId}
            label={t("part.pieces", { goods, quantity })}
            name={keepField(variantId)}
            inputMode="numeric"
            autoComplete="off"
            defaultValue={typeof typed === "string" ? typed : String(quantity)}
            className="max-w-24"
          />
        );
      })}
      <TextField
        label={t("part.amount")}
        hint={t("part.amountHint")}
        name={TAKE_FIELD}
        inputMode="decimal"
        autoComplete="off"
        defaultValue={typeof query[TAKE_FIELD] === "string" ? query[TAKE_FIELD] : ""}
        className="max-w-40"
      />
      <button type="submit" className="desk-button justify-self-start">
        {t("part.show")}
      </button>
    </form>
  );
}
