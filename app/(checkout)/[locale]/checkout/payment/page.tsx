import { notFound } from "next/navigation";
import { hasLocale } from "next-intl";
import { PaymentElementCheckout } from "@/components/checkout/payment/payment-element-checkout";
import { Notice } from "@/components/ui/notice";
import { routing } from "@/i18n/routing";
import { readSummary } from "@/lib/checkout/read-summary.server";
import { checkoutTexts } from "@/lib/checkout/texts";
import { env } from "@/lib/env";
import { readShopper } from "@/lib/orders/shopper.server";

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<{ order?: string | string[]; notice?: string | string[] }>;
};

export default async function PaymentCheckoutPage({ params, searchParams }: Props) {
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) notFound();
  const { order, notice } = await searchParams;
  const orderId = typeof order === "string" ? order : null;
  const texts = checkoutTexts(locale);
  const summary = await readSummary(orderId, locale);
  const { customer } = await readShopper();
  const { STRIPE_PUBLISHABLE_KEY, STRIPE_JS_URL, PAYMENT_LAYOUT } = env();
  return (
    <div className="shell py-8 md:py-12">
      <h1 className="display-face text-title">{texts.title}</h1>
      {notice === "not_completed" && (
        <Notice tone="warn" role="status" className="mt-6">
          {texts.notCompleted}
        </Notice>
      )}
      <noscript>
        <style>{".needs-script{display:none}"}</style>
        <Notice tone="warn" className="mt-6">
          {texts.noScript}
        </Notice>
      </noscript>
      <div className="mt-8 grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_27rem] lg:grid-rows-[auto_1fr] lg:gap-x-20 lg:gap-y-4">
        <PaymentElementCheckout
          locale={locale}
          orderId={orderId}
          publishableKey={STRIPE_PUBLISHABLE_KEY}
          stripeJsUrl={STRIPE_JS_URL ?? null}
          summary={summary}
          layout={PAYMENT_LAYOUT}
          signedIn={customer !== null}
          texts={texts}
        />
      </div>
    </div>
  );
}
