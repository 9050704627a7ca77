import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { QuoteLine } from "@/lib/model/quote";
import { CARRIER_NAMES } from "@/lib/shipping/carriers";
import { DeskForm } from "../desk-form";
import { TextField } from "../field";
import { formTexts } from "../form-texts.server";

type Props = { number: string; left: readonly QuoteLine[]; locale: Locale };

/** A parcel that has left. It begins with all that is left, as most orders go in one. */
export function ParcelForm({ number, left, locale }: Props) {
  const t = translator(locale, "sending");
  return (
    <DeskForm action={`/api/admin/orders/${number}/parcels`} texts={formTexts(locale)} className="grid gap-4">
      <fieldset className="grid gap-2">
        <legend className="mb-2 font-medium">{t("goods")}</legend>
        {left.map(({ sku, productName, optionLabel, quantity }) => {
          const goods = [productName, optionLabel].filter(Boolean).join(", ");
          return (
            <div key={sku} className="flex items-center gap-3">
              <input
                type="number"
                name={`pieces.${sku}`}
                min={0}
                max={quantity}
                defaultValue={quantity}
                required
                aria-label={t("pieces", { goods, left: quantity })}
                className="desk-control figures w-20 shrink-0"
              />
              <span className="shrink-0 text-quiet">{t("ofLeft", { left: quantity })}</span>
              <span className="min-w-0">
                <span className="block">{goods}</span>
                <span className="block text-quiet">{sku}</span>
              </span>
            </div>
          );
        })}
      </fieldset>
      <TextField
        label={t("carrier")}
        hint={t("carrierHint")}
        name="carrier"
        list="carriers"
        maxLength={200}
      />
      <datalist id="carriers">
        {CARRIER_NAMES.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <TextField label={t("tracking")} name="trackingNumber" maxLength={200} autoComplete="off" />
      <TextField label={t("link")} hint={t("linkHint")} name="trackingUrl" type="url" maxLength={500} />
      <button type="submit" data-kind="primary" className="desk-button justify-self-start">
        {t("send")}
      </button>
    </DeskForm>
  );
}
