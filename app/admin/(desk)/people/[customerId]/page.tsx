import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHead } from "@/components/desk/page-head";
import { PersonAddresses, PersonMethods } from "@/components/desk/people/person-belongings";
import { PersonFacts, PersonOrders } from "@/components/desk/people/person-facts";
import { PersonGroups } from "@/components/desk/people/person-groups";
import { PersonLaw } from "@/components/desk/people/person-law";
import { PersonNews } from "@/components/desk/people/person-news";
import { PersonTier } from "@/components/desk/people/person-tier";
import { Section } from "@/components/desk/section";
import { translator } from "@/i18n/texts.server";
import { shopTimeZone } from "@/lib/config/shop";
import { listGroups } from "@/lib/customers/groups.server";
import { db } from "@/lib/db/client";
import { personParams } from "@/lib/desk/people/inputs";
import { readPerson } from "@/lib/desk/people/read-person.server";
import { hasRight } from "@/lib/model/staff";
import { enterDesk } from "@/lib/staff/enter-desk.server";

// What is saved to pay with is Stripe's.
export const maxDuration = 60;

const PAGE = "/admin/people/[customerId]";

type Props = PageProps<typeof PAGE>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { customerId } = await params;
  const { locale } = await enterDesk(PAGE, `/admin/people/${customerId}`);
  return { title: translator(locale, "desk")("pages./admin/people") };
}

/** All about one account. */
export default async function PersonPage({ params }: Props) {
  const asked = await params;
  const { locale, role } = await enterDesk(PAGE, `/admin/people/${asked.customerId}`);
  const read = personParams.safeParse(asked);
  const person = read.success ? await readPerson(read.data.customerId) : null;
  if (!person) notFound();
  const t = translator(locale, "desk-people");
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: shopTimeZone() });
  const { account } = person;
  const part = { person, locale };
  return (
    <>
      <PageHead
        back={{ href: "/admin/people", name: t("one.back") }}
        title={account.name || account.email}
        lead={t("one.since", { date: date.format(account.createdAt) })}
      />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="grid content-start gap-4">
          <PersonFacts {...part} />
          <PersonOrders email={account.email} orders={person.orders} locale={locale} />
          <PersonNews
            news={person.news}
            address={`/api/admin/people/${account.id}`}
            email={account.email}
            mayWithdraw={hasRight(role, "people.withdraw")}
            locale={locale}
          />
          <Section title={t("one.law")}>
            <PersonLaw
              address={`/api/admin/people/${account.id}`}
              email={account.email}
              exportLead={t("one.exportLead")}
              eraseLead={t("one.eraseLead")}
              locale={locale}
              mayExport={hasRight(role, "people.export")}
              mayErase={hasRight(role, "people.erase")}
            />
          </Section>
        </div>
        <div className="grid content-start gap-4">
          <PersonTier {...part} mayEdit={hasRight(role, "people.edit")} />
          <PersonGroups {...part} all={await listGroups(db())} mayEdit={hasRight(role, "people.edit")} />
          <PersonAddresses {...part} />
          <PersonMethods {...part} />
        </div>
      </div>
    </>
  );
}
