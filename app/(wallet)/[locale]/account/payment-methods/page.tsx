import { notFound } from "next/navigation";
import { AccountPage } from "@/components/account/account-page";
import { AddMethod } from "@/components/account/payment-methods/add-method";
import { ChangeNotice } from "@/components/account/payment-methods/change-notice";
import { MethodCard } from "@/components/account/payment-methods/method-card";
import { buttonClass } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { localeIn } from "@/i18n/params";
import { textsFor } from "@/i18n/texts.server";
import { requireCustomer } from "@/lib/auth/require-customer.server";
import { localPath } from "@/lib/base/i18n-path";
import { currency } from "@/lib/base/money";
import { env } from "@/lib/config/env";
import { checkoutDefaults } from "@/lib/customers/checkout-defaults.server";
import { PAYMENT_METHODS_PATH } from "@/lib/customers/paths";
import { listPaymentMethods } from "@/lib/customers/payment-methods.server";
import { setupElementsOptions } from "@/lib/customers/setup-options";
import { urlParams } from "@/lib/http/url-params";
import { paymentOptions } from "@/lib/payments/options";

export const maxDuration = 60;

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function PaymentMethodsPage({ params, searchParams }: Props) {
  const locale = localeIn((await params).locale);
  if (!locale) notFound();
  const customer = await requireCustomer(locale, PAYMENT_METHODS_PATH);
  const query = urlParams(await searchParams);
  const [saved, defaults] = await Promise.all([
    listPaymentMethods(customer),
    checkoutDefaults(customer, null),
  ]);
  const texts = textsFor(locale, "account").paymentMethods;
  const settings = env();
  return (
    <AccountPage locale={locale} current="paymentMethods" title={texts.title}>
      <p className="mt-3 max-w-prose text-quiet">{texts.lead}</p>
      <ChangeNotice customer={customer} query={query} texts={texts} locale={locale} />
      {saved.ok ? (
        <div className="mt-8 grid max-w-2xl gap-8">
          {saved.methods.length === 0 && <p>{texts.empty}</p>}
          {saved.methods.length > 0 && (
            <ul className="grid gap-4">
              {saved.methods.map((method) => (
                <li key={method.id}>
                  <MethodCard
                    method={method}
                    isChoice={saved.methods.length > 1}
                    locale={locale}
                    texts={texts}
                  />
                </li>
              ))}
            </ul>
          )}
          <noscript>
            <style>{".needs-script{display:none}"}</style>
            <Notice>{texts.noScript}</Notice>
          </noscript>
          <div className="needs-script">
            <AddMethod
              startOpen={saved.methods.length === 0}
              locale={locale}
              publishableKey={settings.STRIPE_PUBLISHABLE_KEY}
              stripeJsUrl={settings.STRIPE_JS_URL ?? null}
              options={setupElementsOptions(paymentOptions(env()), {
                usage: settings.SAVED_METHODS_USAGE,
                currency: currency(settings.STORE_CURRENCY),
              })}
              holder={{
                name: customer.name ?? "",
                email: customer.email,
                country: defaults?.address?.country ?? settings.STORE_COUNTRY,
                postalCode: defaults?.address?.postalCode ?? null,
                address: defaults?.address ?? null,
              }}
              asksAddress={settings.BILLING_ADDRESS_COLLECTION === "required"}
              texts={texts}
            />
          </div>
        </div>
      ) : (
        <div className="mt-8 grid max-w-2xl justify-items-start gap-6">
          <Notice tone="warn" role="alert">
            {texts.down}
          </Notice>
          <a href={localPath(locale, PAYMENT_METHODS_PATH)} className={buttonClass("secondary")}>
            {texts.again}
          </a>
        </div>
      )}
    </AccountPage>
  );
}
