import { languageNames } from "@/i18n/language-names";
import { type Locale, routing } from "@/i18n/routing";
import { textsFor, translator } from "@/i18n/texts.server";
import { DRAFT_REDUCTIONS } from "@/lib/model/draft";
import { countryName } from "@/lib/orders/views/address-lines";
import { ChoiceField, LongField, TextField } from "../field";
import { Section } from "../section";
import { GoodsPicker, type PickedLine } from "./goods-picker";
import { type OwnLine, OwnLines } from "./own-lines";

export type DraftValues = {
  email: string;
  language: Locale;
  country: string;
  delivery: string;
  codes: string;
  reduction: string;
  reductionBy: string;
  note: string;
  lines: PickedLine[];
  /** What is not of the catalogue. */
  own: OwnLine[];
};

type Props = {
  values: DraftValues;
  countries: readonly string[];
  /** The deliveries on offer for what is saved. */
  rates: readonly { speed: string; name: string }[];
  locale: Locale;
};

/** What a draft says: goods, who it is for, where to, and for how much. */
export function DraftFields({ values, countries, rates, locale }: Props) {
  const t = translator(locale, "desk-drafts");
  const { picker, own } = textsFor(locale, "desk-drafts");
  const sorted = countries
    .map((code) => ({ code, name: countryName(code, locale) }))
    .sort((a, b) => a.name.localeCompare(b.name, locale));
  return (
    <div className="grid gap-4">
      <Section title={t("fields.goods")}>
        <GoodsPicker lines={values.lines} texts={picker} />
        <OwnLines lines={values.own} texts={own} />
      </Section>
      <Section title={t("fields.shopper")}>
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <TextField
            label={t("fields.email")}
            hint={t("fields.emailHint")}
            name="email"
            type="email"
            maxLength={254}
            autoComplete="off"
            defaultValue={values.email}
          />
          <ChoiceField label={t("fields.language")} name="language" defaultValue={values.language}>
            {routing.locales.map((one) => (
              <option key={one} value={one}>
                {languageNames[one]}
              </option>
            ))}
          </ChoiceField>
          <ChoiceField label={t("fields.country")} name="country" defaultValue={values.country}>
            {sorted.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </ChoiceField>
          <ChoiceField
            label={t("fields.delivery")}
            hint={t("fields.deliveryHint")}
            name="delivery"
            defaultValue={values.delivery}
          >
            <option value="">{t("fields.cheapest")}</option>
            {rates.map(({ speed, name }) => (
              <option key={speed} value={speed}>
                {name}
              </option>
            ))}
          </ChoiceField>
        </div>
      </Section>
      <Section title={t("fields.price")}>
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <ChoiceField label={t("fields.reduction")} name="reduction" defaultValue={values.reduction}>
            {DRAFT_REDUCTIONS.map((one) => (
              <option key={one} value={one}>
                {t(`reductions.${one}`)}
              </option>
            ))}
          </ChoiceField>
          <TextField
            label={t("fields.reductionBy")}
            hint={t("fields.reductionHint")}
            name="reductionBy"
            inputMode="decimal"
            maxLength={30}
            defaultValue={values.reductionBy}
          />
          <TextField
            label={t("fields.codes")}
            hint={t("fields.codesHint")}
            name="codes"
            maxLength={300}
            defaultValue={values.codes}
          />
        </div>
      </Section>
      <Section title={t("fields.words")}>
        <LongField
          label={t("fields.note")}
          hint={t("fields.noteHint")}
          name="note"
          rows={4}
          maxLength={2000}
          defaultValue={values.note}
        />
      </Section>
    </div>
  );
}
