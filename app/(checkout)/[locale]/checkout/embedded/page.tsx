import { notFound } from "next/navigation";
import { hasLocale } from "next-intl";
import { EmbeddedPayment } from "@/components/checkout/embedded-payment";
import { OrderSummary } from "@/components/checkout/order-summary";
import { Notice } from "@/components/ui/notice";
import { routing } from "@/i18n/routing";
import { readSummary } from "@/lib/checkout/read-summary.server";
import { checkoutTexts } from "@/lib/checkout/texts";
import { env } from "@/lib/env";

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<{ order?: string | string[]; notice?: string | string[] }>;
};

export default async function EmbeddedCheckoutPage({ params, searchParams }: Props) {
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) notFound();
  const { order, notice } = await searchParams;
  const orderId = typeof order === "string" ? order : null;
  const texts = checkoutTexts(locale);
  const summary = await readSummary(orderId, locale);
  const { STRIPE_PUBLISHABLE_KEY, STRIPE_JS_URL } = env();
  return (
    <div className="shell grid items-start gap-10 py-8 md:py-12 lg:grid-cols-[minmax(0,24rem)_minmax(0,1fr)] lg:gap-16">
      <div className="grid gap-6 lg:sticky lg:top-8">
        <h1 className="display-face text-title">{texts.title}</h1>
        {summary && <OrderSummary summary={summary} locale={locale} texts={texts} />}
      </div>
      <section aria-label={texts.payment}>
        {notice === "not_completed" && (
          <Notice tone="warn" role="status" className="mb-6">
            {texts.notCompleted}
          </Notice>
        )}
        <noscript>
          <style>{".needs-script{display:none}"}</style>
          <Notice tone="warn">{texts.noScript}</Notice>
        </noscript>
        <div className="needs-script">
          <EmbeddedPayment
            locale={locale}
            orderId={orderId}
            publishableKey={STRIPE_PUBLISHABLE_KEY}
            stripeJsUrl={STRIPE_JS_URL ?? null}
            texts={texts}
          />
        </div>
      </section>
    </div>
  );
}
