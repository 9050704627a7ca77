import type { Locale } from "@/i18n/routing";
import { textsFor, translator } from "@/i18n/texts.server";
import type { ChangeDesk } from "@/lib/desk/changes/change-desk.server";
import { MOST_WORDS } from "@/lib/desk/changes/typed-change";
import { keepField } from "@/lib/desk/decisions/part-body";
import { GoodsPicker } from "../drafts/goods-picker";
import { OwnLines } from "../drafts/own-lines";
import { LongField, TextField } from "../field";
import { Section } from "../section";

/** What stays of an order and what is added, typed into the page's own address. */
export function ChangeForm({ desk, locale }: { desk: ChangeDesk; locale: Locale }) {
  const t = translator(locale, "desk-changes");
  const { picker, own } = textsFor(locale, "desk-drafts");
  const { lines, typed, picked } = desk;
  return (
    <form method="get" action="#comes-to" className="grid max-w-3xl gap-4">
      <Section title={t("form.stay")}>
        <div className="grid gap-3">
          {lines.map(({ variantId, quantity, productName, optionLabel }) => (
            <TextField
              key={variantId}
              label={t("form.stayOf", {
                goods: [productName, optionLabel].filter(Boolean).join(", "),
                left: quantity,
              })}
              name={keepField(variantId)}
              inputMode="numeric"
              autoComplete="off"
              defaultValue={typed.textOf(keepField(variantId)) ?? String(quantity)}
              className="max-w-24"
            />
          ))}
        </div>
      </Section>
      <Section title={t("form.add")}>
        <GoodsPicker lines={picked} texts={picker} />
        <OwnLines lines={typed.own} texts={{ ...own, lead: t("form.ownLead") }} />
        <div className="mt-4 grid items-start gap-4 border-t border-line pt-4 sm:grid-cols-2">
          <TextField
            label={t("form.price")}
            hint={t("form.priceHint")}
            name="price"
            inputMode="decimal"
            autoComplete="off"
            maxLength={30}
            defaultValue={typed.textOf("price") ?? ""}
          />
          <LongField
            label={t("form.note")}
            hint={t("form.noteHint")}
            name="note"
            rows={2}
            maxLength={MOST_WORDS}
            defaultValue={typed.textOf("note") ?? ""}
          />
        </div>
      </Section>
      <button type="submit" name="look" value="1" className="desk-button justify-self-start">
        {t("form.show")}
      </button>
      {typed.isSent && !typed.asked && (
        <p role="alert" className="text-bad">
          {t("form.wrong")}
        </p>
      )}
    </form>
  );
}
