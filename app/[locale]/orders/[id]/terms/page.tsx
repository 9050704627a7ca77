import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { KeptText, legalDay } from "@/components/legal/kept-text";
import { LocalTime } from "@/components/orders/local-time";
import { Filled } from "@/components/ui/filled";
import { Link } from "@/components/ui/link";
import { localeIn } from "@/i18n/params";
import { readShopper } from "@/lib/orders/owners/shopper.server";
import { ownAgreedTexts } from "@/lib/orders/views/agreed.server";

type Props = { params: Promise<{ locale: string; id: string }> };

/** The title says nothing of the order, as anybody may ask. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = localeIn((await params).locale);
  if (!locale) return {};
  const t = await getTranslations({ locale, namespace: "orders" });
  return { title: t("texts.title"), robots: { index: false }, referrer: "same-origin" };
}

/** The texts as they were when an order was placed, for its owner; others get "not found". */
export default async function OrderTermsPage({ params }: Props) {
  const { locale: parameter, id } = await params;
  const locale = localeIn(parameter);
  const agreed = locale && (await ownAgreedTexts(id, await readShopper()));
  if (!locale || !agreed) notFound();
  const t = await getTranslations({ locale, namespace: "orders" });
  const legal = await getTranslations({ locale, namespace: "legal" });
  return (
    <div className="shell py-12 md:py-16">
      <p className="mb-4">
        <Link locale={locale} href={`/orders/${id}`} className="underline underline-offset-4">
          {t("number", { number: agreed.number })}
        </Link>
      </p>
      <h1 className="display-face text-title">{t("texts.title")}</h1>
      <p className="mt-3 max-w-prose text-quiet">
        <Filled
          text={t.raw("texts.lead")}
          values={{ time: <LocalTime at={agreed.shownAt} locale={locale} /> }}
        />
      </p>
      <div className="mt-10 grid gap-14">
        {agreed.texts.map(({ page, text }) => (
          <KeptText
            key={page}
            page={page}
            text={text}
            heading={
              <h2 lang={text.language} className="display-face text-title">
                {text.title}
              </h2>
            }
            updated={legal("updated", { day: legalDay(text.updated, locale) })}
          />
        ))}
      </div>
    </div>
  );
}
