import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHead } from "@/components/desk/page-head";
import { PersonOrders, spentFact } from "@/components/desk/people/person-facts";
import { PersonLaw } from "@/components/desk/people/person-law";
import { PersonNews } from "@/components/desk/people/person-news";
import { Facts, Section } from "@/components/desk/section";
import { translator } from "@/i18n/texts.server";
import { orderParams } from "@/lib/desk/orders/inputs";
import { readGuest } from "@/lib/desk/people/guests.server";
import { hasRight } from "@/lib/model/staff";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/people/guests/[number]";

type Props = PageProps<typeof PAGE>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { number } = await params;
  const { locale } = await enterDesk(PAGE, `/admin/people/guests/${number}`);
  return { title: translator(locale, "desk")("pages./admin/people") };
}

/** All about one who bought without an account, by any of their orders. */
export default async function GuestPage({ params }: Props) {
  const asked = await params;
  const { locale, role } = await enterDesk(PAGE, `/admin/people/guests/${asked.number}`);
  const read = orderParams.safeParse(asked);
  const guest = read.success ? await readGuest(read.data.number) : null;
  if (!guest) notFound();
  const t = translator(locale, "desk-people");
  const email = (
    <a href={`mailto:${guest.email}`} className="underline underline-offset-4 [overflow-wrap:anywhere]">
      {guest.email}
    </a>
  );
  return (
    <>
      <PageHead
        back={{ href: "/admin/people", name: t("one.back") }}
        title={guest.name || guest.email}
        lead={t("guest.lead")}
      />
      <div className="grid max-w-4xl gap-4">
        <Section title={t("guest.about")}>
          <Facts facts={[{ label: t("one.email"), value: email }, spentFact(guest.spent, locale)]} />
        </Section>
        <PersonOrders email={guest.email} orders={guest.orders} locale={locale} />
        <PersonNews
          news={guest.news}
          address={`/api/admin/people/guests/${guest.number}`}
          email={guest.email}
          mayWithdraw={hasRight(role, "people.withdraw")}
          locale={locale}
        />
        <Section title={t("one.law")}>
          <PersonLaw
            address={`/api/admin/people/guests/${guest.number}`}
            email={guest.email}
            exportLead={t("guest.exportLead")}
            eraseLead={t("guest.eraseLead")}
            locale={locale}
            mayExport={hasRight(role, "people.export")}
            mayErase={hasRight(role, "people.erase")}
          />
        </Section>
      </div>
    </>
  );
}
