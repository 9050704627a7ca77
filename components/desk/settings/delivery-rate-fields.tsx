import { formatText } from "@/i18n/format-text";
import { languageNames } from "@/i18n/language-names";
import { routing } from "@/i18n/routing";
import type { Currency } from "@/lib/base/money";
import type { TypedRate } from "@/lib/desk/settings/delivery-fields";
import { ChoiceField, TextField } from "../field";

export type RateTexts = Record<
  | "name"
  | "unit"
  | "days"
  | "hours"
  | "from"
  | "to"
  | "freeFrom"
  | "freeFromHint"
  | "upToGrams"
  | "upToAmount"
  | "price"
  | "unnamed"
  | "remove"
  | "wrong",
  string
>;

type Props = {
  rate: TypedRate;
  own: Currency;
  /** @param field `from`, `steps.0.price`, … */
  problemAt: (field: string) => string | undefined;
  texts: RateTexts;
  onChange: (rate: TypedRate) => void;
  onRemove: () => void;
};

/** One way of delivery. Amounts are of the store's own currency. */
export function DeliveryRateFields({ rate, own, problemAt, texts, onChange, onRemove }: Props) {
  const title = rate.names[routing.defaultLocale] || texts.unnamed;
  const code = own.toUpperCase();
  const field = (key: "from" | "to" | "freeFrom", label: string, hint?: string) => (
    <TextField
      label={label}
      hint={hint}
      problem={problemAt(key)}
      value={rate[key]}
      inputMode={key === "freeFrom" ? "decimal" : "numeric"}
      autoComplete="off"
      onChange={({ target }) => onChange({ ...rate, [key]: target.value })}
    />
  );
  const step = (place: number, key: "upTo" | "price", label: string) => (
    <TextField
      label={label}
      problem={problemAt(`steps.${place}.${key}`)}
      value={rate.steps[place]?.[key] ?? ""}
      inputMode="decimal"
      autoComplete="off"
      onChange={({ target }) =>
        onChange({
          ...rate,
          steps: rate.steps.map((one, at) => (at === place ? { ...one, [key]: target.value } : one)),
        })
      }
    />
  );
  return (
    <fieldset className="grid gap-3 border-t border-line pt-4">
      <legend className="float-start mb-2 font-medium">{title}</legend>
      <div className="clear-both grid gap-3 sm:grid-cols-3">
        {routing.locales.map((language) => (
          <TextField
            key={language}
            label={formatText(texts.name, { language: languageNames[language] })}
            lang={language}
            maxLength={100}
            value={rate.names[language]}
            onChange={({ target }) =>
              onChange({ ...rate, names: { ...rate.names, [language]: target.value } })
            }
          />
        ))}
        {field("from", texts.from)}
        {field("to", texts.to)}
        <ChoiceField
          label={texts.unit}
          value={rate.unit}
          onChange={({ target }) => onChange({ ...rate, unit: target.value === "hours" ? "hours" : "days" })}
        >
          <option value="days">{texts.days}</option>
          <option value="hours">{texts.hours}</option>
        </ChoiceField>
      </div>
      {rate.steps.map((one, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
        <div key={place} className="grid gap-3 sm:grid-cols-3">
          {rate.by !== null &&
            (one.upTo !== "" || place < rate.steps.length - 1) &&
            step(
              place,
              "upTo",
              rate.by === "grams" ? texts.upToGrams : formatText(texts.upToAmount, { currency: code }),
            )}
          {step(place, "price", formatText(texts.price, { currency: code }))}
        </div>
      ))}
      <div className="grid gap-3 sm:grid-cols-3">
        {field("freeFrom", formatText(texts.freeFrom, { currency: code }), texts.freeFromHint)}
      </div>
      <button
        type="button"
        aria-label={`${texts.remove}: ${title}`}
        onClick={onRemove}
        className="desk-button justify-self-start"
      >
        {texts.remove}
      </button>
    </fieldset>
  );
}
