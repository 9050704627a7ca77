import { formatText } from "@/i18n/format-text";
import type { Locale } from "@/i18n/routing";
import { textsFor } from "@/i18n/texts.server";
import { defaultCountry } from "@/lib/cart/cart.server";
import { MAX_ADDRESSES, type SavedAddress } from "@/lib/customers/addresses.server";
import { db } from "@/lib/db/client";
import { countryName } from "@/lib/orders/views/address-lines";
import { deliveryCountries } from "@/lib/shipping/plan.server";
import { AddressForm } from "./address-form";

type Props = { locale: Locale; address: SavedAddress | null; name: string | null };

export async function AddressEditor({ locale, address, name }: Props) {
  const { fields, problems, check, full, save, cancel } = textsFor(locale, "account").addresses;
  const { names, optional, choose } = textsFor(locale, "addresses");
  const served = await deliveryCountries(db());
  const countries = served.map((code) => ({ code, name: countryName(code, locale) }));
  return (
    <AddressForm
      locale={locale}
      id={address?.id ?? null}
      values={address ? formValues(address) : { name: name ?? "", country: await defaultCountry(db()) }}
      countries={countries.sort((a, b) => a.name.localeCompare(b.name, locale))}
      texts={{
        ...{ fields, problems, check, save, cancel },
        full: formatText(full, { max: MAX_ADDRESSES }),
        parts: { names, optional, choose },
      }}
    />
  );
}

function formValues({
  name,
  line1,
  line2,
  postalCode,
  city,
  state,
  country,
  phone,
  isDefault,
}: SavedAddress) {
  return {
    ...{ name, line1, postalCode, city, country },
    ...{ line2: line2 ?? "", state: state ?? "", phone: phone ?? "", isDefault: isDefault ? "on" : "" },
  };
}
