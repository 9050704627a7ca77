import type { Metadata } from "next";
import { CartChanges } from "@/components/cart/cart-changes";
import { CartNotice } from "@/components/cart/cart-notice";
import { CartPageLine } from "@/components/cart/cart-page-line";
import { CartSummary } from "@/components/cart/cart-summary";
import { CartSync } from "@/components/cart/cart-sync";
import { DemoCheckouts } from "@/components/cart/demo-checkouts";
import { EmptyCart } from "@/components/cart/empty-cart";
import { LostCart } from "@/components/cart/lost-cart";
import { localeIn } from "@/i18n/params";
import { textsFor } from "@/i18n/texts.server";
import { readPricedCart } from "@/lib/checkout/cart/read-priced-cart.server";
import { env } from "@/lib/config/env";
import { urlParams } from "@/lib/http/url-params";
import { readShopper } from "@/lib/orders/owners/shopper.server";
import { shownPageLocale } from "@/lib/settings/page-locale.server";

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = localeIn((await params).locale);
  if (!locale) return {};
  return { title: textsFor(locale, "cart").title, robots: { index: false } };
}

export default async function CartPage({ params, searchParams }: Props) {
  const query = await searchParams;
  const locale = await shownPageLocale(params, "/cart", urlParams(query));
  const shopper = await readShopper();
  const { cart, quote, delivery } = await readPricedCart(shopper, locale);
  const texts = textsFor(locale, "cart");
  const { CHECKOUT_SURFACE: surface, LOCAL_DEMO } = env();
  const notice = <CartNotice texts={texts} notice={query.notice} max={query.max} />;
  return (
    <div className="shell py-10 md:py-16">
      <CartSync cart={cart} hasCart={shopper.cartId !== null} />
      <h1 className="display-face text-title">{texts.title}</h1>
      <LostCart locale={locale} texts={texts} className="mt-6 max-w-3xl" />
      {/* Otherwise `LostCart` says so above, with what to do. */}
      {query.notice === "cart_lost" ? <noscript>{notice}</noscript> : notice}
      <CartChanges cart={cart} locale={locale} texts={texts} />
      {cart.lines.length === 0 ? (
        <EmptyCart locale={locale} texts={texts} />
      ) : (
        <div className="mt-6 grid items-start gap-10 lg:grid-cols-[1fr_24rem] lg:gap-16">
          <ul aria-label={texts.lines} className="divide-y divide-line border-y border-line">
            {cart.lines.map((line) => (
              <CartPageLine
                key={line.variantId}
                line={line}
                currency={cart.currency}
                locale={locale}
                texts={texts}
              />
            ))}
          </ul>
          <div className={`grid gap-6 ${LOCAL_DEMO ? "" : "lg:sticky lg:top-28"}`}>
            <CartSummary
              cart={cart}
              quote={quote}
              delivery={delivery}
              locale={locale}
              texts={texts}
              surface={surface}
            />
            {LOCAL_DEMO && !cart.problemsToken && delivery.cheapest !== null && (
              <DemoCheckouts surface={surface} locale={locale} texts={texts.demo} />
            )}
          </div>
        </div>
      )}
    </div>
  );
}
