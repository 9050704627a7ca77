import { type Locale, routing } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { minuteIn } from "@/lib/base/time-zone";
import { writePrice } from "@/lib/catalog/goods/price-text";
import { shopTimeZone } from "@/lib/config/shop";
import { ownCurrency } from "@/lib/currencies/sold";
import type { Group } from "@/lib/customers/groups.server";
import { NEW_KINDS } from "@/lib/desk/discounts/discount-form";
import type { findRule } from "@/lib/desk/discounts/save-discount.server";
import { ChoiceField, TextField } from "../field";

type Props = { row: Awaited<ReturnType<typeof findRule>>; groups: readonly Group[]; locale: Locale };

/** What a discount is: amounts of the store's own currency, times by the shop's clocks. */
export function DiscountFields({ row, groups, locale }: Props) {
  const t = translator(locale, "desk-discounts");
  const currency = ownCurrency();
  const zone = shopTimeZone();
  const money = (amount: number | undefined) => (amount === undefined ? "" : writePrice(amount, currency));
  const time = (at: Date | null | undefined) => (at ? minuteIn(at, zone).replace(" ", "T") : "");
  const benefit = row?.conditions.benefit;
  const own = row?.conditions.groups ?? [];
  const languages = new Intl.DisplayNames(locale, { type: "language" });
  const off = benefit?.type === "amount" ? money(benefit.amounts[currency]) : String(benefit?.percent ?? "");
  return (
    <>
      {row ? (
        <p className="self-end py-2 text-quiet">{t(`kinds.${row.kind}`)}</p>
      ) : (
        <ChoiceField label={t("fields.kind")} name="kind">
          {NEW_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kinds.${kind}`)}
            </option>
          ))}
        </ChoiceField>
      )}
      {(!row || row.kind === "promotion_code") && (
        <TextField
          label={t("fields.code")}
          hint={t("hints.code")}
          name="code"
          maxLength={40}
          autoComplete="off"
          defaultValue={row?.code ?? ""}
        />
      )}
      {routing.locales.map((language) => (
        <TextField
          key={language}
          label={`${t("fields.name")} (${languages.of(language)})`}
          name={`name.${language}`}
          lang={language}
          maxLength={500}
          required={language === routing.defaultLocale}
          defaultValue={row?.name[language] ?? ""}
        />
      ))}
      <ChoiceField label={t("fields.benefit")} name="benefit" defaultValue={benefit?.type ?? "percent"}>
        <option value="percent">{t("percent")}</option>
        <option value="amount">{t("amount")}</option>
      </ChoiceField>
      <TextField label={t("fields.off")} name="off" inputMode="decimal" required defaultValue={off} />
      <TextField
        label={t("fields.minimum")}
        name="minimum"
        inputMode="decimal"
        defaultValue={money(row?.conditions.minimum?.[currency])}
      />
      <TextField
        label={t("fields.countries")}
        hint={t("hints.countries")}
        name="countries"
        defaultValue={row?.conditions.countries?.join(", ") ?? ""}
      />
      {/* A rule of the command may name several: the form has no field for them, so they stay. */}
      {groups.length > 0 && own.length < 2 && (
        <ChoiceField
          label={t("fields.group")}
          hint={t("hints.group")}
          name="group"
          defaultValue={own[0] ?? ""}
        >
          <option value="">{t("everybody")}</option>
          {groups.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </ChoiceField>
      )}
      <TextField
        label={t("fields.starts")}
        hint={t("hints.clocks", { zone })}
        name="starts"
        type="datetime-local"
        defaultValue={time(row?.startsAt)}
      />
      <TextField
        label={t("fields.ends")}
        name="ends"
        type="datetime-local"
        defaultValue={time(row?.endsAt)}
      />
      <TextField
        label={t("fields.totalLimit")}
        hint={t("hints.limit")}
        name="totalLimit"
        inputMode="numeric"
        defaultValue={row?.totalLimit ?? ""}
      />
      <TextField
        label={t("fields.perCustomerLimit")}
        name="perCustomerLimit"
        inputMode="numeric"
        defaultValue={row?.perCustomerLimit ?? ""}
      />
      <ChoiceField
        label={t("fields.combinable")}
        name="combinable"
        defaultValue={row?.combinable === false ? "no" : "yes"}
      >
        <option value="yes">{t("together")}</option>
        <option value="no">{t("alone")}</option>
      </ChoiceField>
    </>
  );
}
