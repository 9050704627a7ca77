import { getTranslations } from "next-intl/server";
import { buttonClass } from "@/components/ui/button";
import { ArrowIcon } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import type { Locale } from "@/i18n/routing";
import { inLocale } from "@/lib/base/i18n-text";
import type { Category } from "@/lib/catalog/types";
import { shop } from "@/lib/config/shop";
import { pictureAttributes } from "@/lib/model/picture-sizes";

export async function Hero({ locale, shelf }: { locale: Locale; shelf: Category | undefined }) {
  const t = await getTranslations({ locale, namespace: "catalog" });
  const { home } = shop();
  return (
    <section className="grid md:min-h-[min(42rem,78dvh)] md:grid-cols-[5fr_7fr]">
      <div className="order-last flex flex-col justify-center px-[clamp(1.25rem,4vw,3rem)] py-10 md:order-first md:pl-[max(3rem,calc((100vw-84rem)/2+3rem))]">
        <h1 className="display-face max-w-[11ch] text-display">{inLocale(home.title, locale)}</h1>
        <p className="mt-6 max-w-[34ch] text-lg text-quiet">{inLocale(home.text, locale)}</p>
        {shelf && (
          <div className="mt-8">
            <Link locale={locale} href={`/categories/${shelf.slug}`} className={buttonClass("primary")}>
              <span>
                {home.action
                  ? inLocale(home.action, locale)
                  : t("allOf", { category: inLocale(shelf.name, locale) })}
              </span>
              <ArrowIcon />
            </Link>
          </div>
        )}
      </div>
      <div className="relative max-md:aspect-[5/4] md:min-h-72">
        {/* biome-ignore lint/performance/noImgElement: next/image does nothing for an SVG but add code */}
        <img
          {...pictureAttributes(home.image, "hero")}
          alt=""
          width={1400}
          height={1100}
          fetchPriority="high"
          className="absolute inset-0 size-full object-cover"
        />
      </div>
    </section>
  );
}
