import type { Metadata } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { BreadcrumbData } from "@/components/catalog/breadcrumb-data";
import { Breadcrumbs } from "@/components/catalog/breadcrumbs";
import { buyLabels, cardLabels } from "@/components/catalog/labels.server";
import { ProductData } from "@/components/catalog/product-data";
import { ProductDetails } from "@/components/catalog/product-details";
import { ProductGrid } from "@/components/catalog/product-grid";
import { ProductView } from "@/components/catalog/product-view";
import { localPath } from "@/lib/base/i18n-path";
import { inLocale } from "@/lib/base/i18n-text";
import { alternates } from "@/lib/catalog/alternates";
import { getCategory } from "@/lib/catalog/categories.server";
import { relatedProducts } from "@/lib/catalog/lists.server";
import { getProduct } from "@/lib/catalog/products.server";
import { renamedTo } from "@/lib/catalog/redirects.server";
import { cardView, choiceView } from "@/lib/catalog/view";
import { shop } from "@/lib/config/shop";
import { shownCurrency } from "@/lib/currencies/page-currency";
import { photoOf } from "@/lib/discovery/pictures";
import { markdownPath } from "@/lib/discovery/product-markdown.server";
import { pageLocale, shownPageLocale } from "@/lib/settings/page-locale.server";

type Props = { params: Promise<{ locale: string; slug: string }> };

export function generateStaticParams() {
  return [];
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  const { slug } = await params;
  const product = await getProduct(slug);
  if (!product) return {};
  const title = inLocale(product.seoTitle ?? product.name, locale);
  const description = inLocale(product.seoDescription ?? product.description, locale);
  return {
    title,
    description,
    alternates: {
      ...alternates(locale, `/products/${slug}`),
      types: { "text/markdown": markdownPath(locale, slug) },
    },
    openGraph: { title, description, images: [photoOf(product) ?? shop().card] },
  };
}

export default async function ProductPage({ params }: Props) {
  const { slug } = await params;
  const [locale, currency] = await Promise.all([
    shownPageLocale(params, `/products/${slug}`),
    shownCurrency(params),
  ]);
  const product = await getProduct(slug);
  if (!product) {
    const now = await renamedTo("product", slug);
    if (now) permanentRedirect(localPath(locale, `/products/${encodeURIComponent(now)}`));
    notFound();
  }
  const [t, category, related, labels, cards] = await Promise.all([
    getTranslations({ locale, namespace: "catalog" }),
    getCategory(product.categorySlug),
    relatedProducts(product),
    buyLabels(locale),
    cardLabels(locale),
  ]);
  const name = inLocale(product.name, locale);
  const crumbs = [
    { name: t("homeCrumb"), href: "/" },
    ...(category ? [...category.above, category] : []).map((one) => ({
      name: inLocale(one.name, locale),
      href: `/categories/${one.slug}`,
    })),
    { name, href: `/products/${slug}` },
  ];
  const picture =
    product.axes.length > 0 ? t("pictureOf", { name, label: "{label}" }) : t("picture", { name });
  return (
    <div className="shell pt-4 pb-20 md:pt-6">
      <Breadcrumbs locale={locale} label={t("breadcrumbs")} crumbs={crumbs} />
      <BreadcrumbData locale={locale} crumbs={crumbs} />
      <ProductData product={product} currency={currency} locale={locale} />
      <div className="mt-4 md:mt-6">
        <ProductView
          product={choiceView(product, currency, locale)}
          locale={locale}
          labels={{
            ...labels,
            picture,
            pictures: t("pictures"),
            numbered: t("numbered", { number: "{number}", count: "{count}" }),
            numberedVideo: t("numberedVideo", { number: "{number}", count: "{count}" }),
          }}
          intro={
            <>
              <h1 className="display-face text-title">{name}</h1>
              <p className="mt-4 leading-relaxed whitespace-pre-line text-quiet">
                {inLocale(product.description, locale)}
              </p>
            </>
          }
        >
          <ProductDetails product={product} locale={locale} />
        </ProductView>
      </div>
      {related.length > 0 && (
        <section className="mt-20 border-t border-line pt-12 md:mt-28">
          <h2 className="display-face mb-8 text-heading">{t("related")}</h2>
          <ProductGrid
            cards={related.map((other) => cardView(other, currency, locale))}
            locale={locale}
            labels={cards}
          />
        </section>
      )}
    </div>
  );
}
