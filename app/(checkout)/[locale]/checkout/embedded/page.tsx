import { notFound, redirect } from "next/navigation";
import { hasLocale } from "next-intl";
import { EmbeddedPayment } from "@/components/checkout/embedded-payment";
import { OrderSummary } from "@/components/checkout/order-summary";
import { Notice } from "@/components/ui/notice";
import { type Locale, routing } from "@/i18n/routing";
import { readCartView } from "@/lib/cart/read.server";
import { type CheckoutSummary, cartSummary, orderSummary } from "@/lib/checkout/summary";
import { checkoutTexts } from "@/lib/checkout/texts";
import { env } from "@/lib/env";
import { localPath } from "@/lib/i18n-path";
import { getOwnOrder } from "@/lib/orders/read.server";
import { readShopper } from "@/lib/orders/shopper.server";

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

/** Of the order that is paid again, or of the cart; null when that is empty. An order that needs no payment shows itself. */
async function readSummary(orderId: string | null, locale: Locale): Promise<CheckoutSummary | null> {
  const shopper = await readShopper();
  const texts = checkoutTexts(locale);
  if (orderId) {
    const order = await getOwnOrder(orderId, shopper);
    if (!order) notFound();
    if (!order.payable) redirect(localPath(locale, `/orders/${order.id}`));
    return orderSummary(order, texts);
  }
  const cart = await readCartView(shopper.cartId, locale);
  return cart.lines.length > 0 ? cartSummary(cart, texts) : null;
}
