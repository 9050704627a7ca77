import { notFound } from "next/navigation";
import type { CheckoutRequest } from "@/components/checkout/start-checkout";
import { localeIn } from "@/i18n/params";
import { textsFor } from "@/i18n/texts.server";
import { readSummary } from "@/lib/checkout/cart/read-summary.server";
import { env } from "@/lib/config/env";
import { shop } from "@/lib/config/shop";
import { freshSettings } from "@/lib/settings/current.server";

export type CheckoutPageProps = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<{ order?: string | string[]; notice?: string | string[] }>;
};

/** What every checkout page reads. `?order=` pays that order again; without it the cart is paid. */
export async function readCheckoutPage({ params, searchParams }: CheckoutPageProps) {
  const locale = localeIn((await params).locale);
  if (!locale) notFound();
  await freshSettings();
  const { order, notice } = await searchParams;
  const orderId = typeof order === "string" ? order : null;
  const { STRIPE_PUBLISHABLE_KEY, STRIPE_JS_URL } = env();
  const request: CheckoutRequest = {
    locale,
    orderId,
    publishableKey: STRIPE_PUBLISHABLE_KEY,
    stripeJsUrl: STRIPE_JS_URL ?? null,
    toConsumers: shop().sellsToConsumers,
  };
  return {
    request,
    summary: await readSummary(orderId, locale),
    /** True after a payment that did not go through. */
    notCompleted: notice === "not_completed",
    texts: textsFor(locale, "checkout"),
  };
}
