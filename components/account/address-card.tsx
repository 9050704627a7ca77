import { getTranslations } from "next-intl/server";
import { Link } from "@/components/ui/link";
import type { Locale } from "@/i18n/routing";
import { makeDefaultForm, removeAddressForm } from "@/lib/account/actions";
import type { SavedAddress } from "@/lib/customers/addresses.server";
import { AddressText } from "./address-text";
import { TEXT_BUTTON } from "./text-button";

export async function AddressCard({ address, locale }: { address: SavedAddress; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "account.addresses" });
  const { name, line1 } = address;
  const fields = (
    <>
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="id" value={address.id} />
    </>
  );
  return (
    <div className="flex flex-col rounded-2xl border border-line bg-raised p-6">
      {address.isDefault && <p className="mb-2 text-[0.9375rem] font-medium text-good">{t("default")}</p>}
      <AddressText address={address} locale={locale} />
      <div className="mt-auto -ml-3 flex flex-wrap pt-4">
        <Link
          locale={locale}
          href={`/account/addresses/${address.id}`}
          prefetch={false}
          aria-label={t("editOf", { name, line1 })}
          className={TEXT_BUTTON}
        >
          {t("edit")}
        </Link>
        {!address.isDefault && (
          <form action={makeDefaultForm}>
            {fields}
            <button type="submit" className={TEXT_BUTTON} aria-label={t("makeDefaultOf", { name, line1 })}>
              {t("makeDefault")}
            </button>
          </form>
        )}
        <form action={removeAddressForm}>
          {fields}
          <button type="submit" className={TEXT_BUTTON} aria-label={t("removeOf", { name, line1 })}>
            {t("remove")}
          </button>
        </form>
      </div>
    </div>
  );
}
