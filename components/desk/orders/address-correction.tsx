import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { addressRule } from "@/lib/addresses/check";
import { partKey } from "@/lib/addresses/part-name";
import type { OrderRow } from "@/lib/lifecycle/transition-order.server";
import { addressMark } from "@/lib/orders/merchant/correct-address.server";
import { DeskForm } from "../desk-form";
import { ChoiceField, TextField } from "../field";
import { formTexts } from "../form-texts.server";

/** The parts of an address that its country uses, by the names that it has for them. */
export function AddressCorrection({ order, locale }: { order: OrderRow; locale: Locale }) {
  const { shippingName: name, shippingAddress: address } = order;
  const country = address?.country ?? order.quote.country;
  const rule = addressRule(country);
  const t = translator(locale, "desk-orders");
  const names = translator(locale, "addresses");
  const choices = rule?.state?.choices ?? [];
  const label = (part: "postalCode" | "city" | "state") => names(`names.${partKey(part, rule)}`);
  return (
    <DeskForm
      method="PUT"
      action={`/api/admin/orders/${order.number}/address`}
      then={`/admin/orders/${order.number}`}
      texts={formTexts(locale)}
      className="grid gap-4"
    >
      <input type="hidden" name="seen" value={addressMark({ name, address })} />
      <TextField
        label={t("correction.name")}
        name="name"
        defaultValue={name ?? ""}
        required
        maxLength={200}
      />
      <TextField
        label={t("correction.line1")}
        name="line1"
        defaultValue={address?.line1 ?? ""}
        required
        maxLength={200}
      />
      <TextField
        label={t("correction.line2")}
        name="line2"
        defaultValue={address?.line2 ?? ""}
        maxLength={200}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        {(["postalCode", "city"] as const).map(
          (part) =>
            rule?.[part] && (
              <TextField
                key={part}
                label={label(part)}
                name={part}
                defaultValue={address?.[part] ?? ""}
                required={rule[part].required}
                maxLength={200}
              />
            ),
        )}
      </div>
      {rule?.state && (
        <ChoiceField
          label={label("state")}
          name="state"
          defaultValue={address?.state ?? ""}
          required={rule.state.required}
        >
          <option value="">{names("choose")}</option>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.names?.[locale] ?? choice.name}
            </option>
          ))}
        </ChoiceField>
      )}
      <p>
        <span className="text-quiet">{t("correction.country")}: </span>
        <span>{new Intl.DisplayNames([locale], { type: "region" }).of(country)}</span>
      </p>
      <button type="submit" data-kind="primary" className="desk-button justify-self-start">
        {t("correction.save")}
      </button>
    </DeskForm>
  );
}
