import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHead } from "@/components/desk/page-head";
import { KeptText, legalDay } from "@/components/legal/kept-text";
import { languageName } from "@/i18n/language-names";
import { translator } from "@/i18n/texts.server";
import { shopTimeZone } from "@/lib/config/shop";
import { db } from "@/lib/db/client";
import { orderParams } from "@/lib/desk/orders/inputs";
import { orderByNumber } from "@/lib/orders/merchant/find-order.server";
import { agreedTexts } from "@/lib/orders/stored/agreed-texts.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/orders/[number]/terms";

type Props = PageProps<typeof PAGE>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { number } = await params;
  const { locale } = await enterDesk(PAGE, `/admin/orders/${number}/terms`);
  return { title: `${translator(locale, "desk-orders")("texts.title")} · ${number}` };
}

/** The texts as they were when the order was placed, word by word. */
export default async function OrderTermsPage({ params }: Props) {
  const asked = await params;
  const { locale } = await enterDesk(PAGE, `/admin/orders/${asked.number}/terms`);
  const read = orderParams.safeParse(asked);
  const order = read.success ? await orderByNumber(read.data.number) : null;
  if (!order?.agreement) notFound();
  const t = translator(locale, "desk-orders");
  const legal = translator(locale, "legal");
  const { agreement } = order;
  const time = new Intl.DateTimeFormat(locale, {
    ...{ dateStyle: "medium", timeStyle: "short", timeZone: shopTimeZone() },
  }).format(new Date(agreement.shownAt));
  const language = languageName(agreement.locale, locale);
  return (
    <>
      <PageHead
        back={{ href: `/admin/orders/${order.number}`, name: t("correction.back", { number: order.number }) }}
        title={t("texts.title")}
        lead={`${t("texts.shown", { language, time })} ${t("texts.lead")}`}
      />
      <div className="grid gap-4">
        {(await agreedTexts(db(), agreement)).map(({ page, text }) => (
          <div key={page} className="rounded-xl border border-line bg-raised p-4 md:p-6">
            {text ? (
              <KeptText
                page={page}
                text={text}
                heading={
                  <h2 lang={text.language} className="text-2xl font-medium">
                    {text.title}
                  </h2>
                }
                updated={legal("updated", { day: legalDay(text.updated, locale) })}
              />
            ) : (
              <>
                <h2 className="text-xl font-medium">{t(`texts.pages.${page}`)}</h2>
                <p className="mt-1 text-quiet">{t("texts.notKept")}</p>
              </>
            )}
          </div>
        ))}
      </div>
    </>
  );
}
