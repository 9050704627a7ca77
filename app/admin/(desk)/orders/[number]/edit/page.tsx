import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ChangeForm } from "@/components/desk/changes/change-form";
import { ChangePreview } from "@/components/desk/changes/change-preview";
import { PageHead } from "@/components/desk/page-head";
import { translator } from "@/i18n/texts.server";
import { loadChangeDesk } from "@/lib/desk/changes/change-desk.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";

export const maxDuration = 60;

const PAGE = "/admin/orders/[number]/edit";

type Props = PageProps<typeof PAGE>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { number } = await params;
  const { locale } = await enterDesk(PAGE, `/admin/orders/${number}/edit`);
  return { title: translator(locale, "desk-changes")("title", { number }) };
}

/** Changes the goods of a paid order before they are sent. What is typed stands in the address, and shows what it comes to first. */
export default async function EditPage({ params, searchParams }: Props) {
  const { number } = await params;
  const staff = await enterDesk(PAGE, `/admin/orders/${number}/edit`);
  const { locale } = staff;
  const desk = await loadChangeDesk(number, await searchParams, staff);
  if (!desk) notFound();
  const t = translator(locale, "desk-changes");
  return (
    <>
      <PageHead
        back={{ href: `/admin/orders/${number}`, name: t("back", { number }) }}
        title={t("title", { number })}
        lead={t("lead")}
      />
      {desk.waits ? (
        <p>{t("waiting")}</p>
      ) : desk.canChange ? (
        <>
          <ChangeForm desk={desk} locale={locale} />
          <section id="comes-to" tabIndex={-1} className="mt-6 max-w-3xl scroll-mt-4 outline-none">
            <ChangePreview desk={desk} locale={locale} />
          </section>
        </>
      ) : (
        <p>{t("none")}</p>
      )}
    </>
  );
}
