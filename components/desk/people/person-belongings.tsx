import { textsFor, translator } from "@/i18n/texts.server";
import { expiryText, methodName } from "@/lib/customers/method-name";
import { addressLines } from "@/lib/orders/views/address-lines";
import { Section } from "../section";
import type { PersonProps } from "./person-facts";

export function PersonAddresses({ person: { addresses }, locale }: PersonProps) {
  const t = translator(locale, "desk-people");
  return (
    <Section title={t("one.addresses")}>
      {addresses.length === 0 && <p className="text-quiet">{t("one.noAddresses")}</p>}
      <ul className="grid gap-3 text-[0.9375rem]">
        {addresses.map((address) => (
          <li key={address.id}>
            <address className="not-italic">
              {[address.name, ...addressLines(address, locale)].map((line) => (
                <span key={line} className="block">
                  {line}
                </span>
              ))}
            </address>
            {address.isDefault && <p className="text-quiet">{t("one.default")}</p>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What Stripe keeps to pay with; the store knows the last digits only. */
export function PersonMethods({ person: { methods }, locale }: PersonProps) {
  const t = translator(locale, "desk-people");
  const texts = textsFor(locale, "account").paymentMethods;
  const saved = methods.ok ? methods.methods : [];
  return (
    <Section title={t("one.methods")}>
      {!methods.ok && <p className="text-warn">{t("one.methodsDown")}</p>}
      {methods.ok && saved.length === 0 && <p className="text-quiet">{t("one.noMethods")}</p>}
      <ul className="grid gap-2 text-[0.9375rem]">
        {saved.map((method) => (
          <li key={method.id}>
            <span className="block">{methodName(method, texts)}</span>
            <span className={method.hasExpired ? "text-bad" : "text-quiet"}>
              {[expiryText(method, texts), method.isDefault && texts.default].filter(Boolean).join(" · ")}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
