import Link from "next/link";
import { ChoiceField, TextField } from "@/components/desk/field";
import { ListPages } from "@/components/desk/list-pages";
import { PageHead } from "@/components/desk/page-head";
import { WideTable } from "@/components/desk/wide-table";
import { translator } from "@/i18n/texts.server";
import { formatMoney } from "@/lib/base/money";
import { shopTimeZone } from "@/lib/config/shop";
import { listGroups } from "@/lib/customers/groups.server";
import { db } from "@/lib/db/client";
import { findGuest } from "@/lib/desk/people/guests.server";
import { NEWS_CHOICES, readPeopleFilter, SEGMENTS, SHORTEST_SEARCH } from "@/lib/desk/people/inputs";
import { listPeople } from "@/lib/desk/people/list-people.server";
import { LOYALTY_TIERS } from "@/lib/model/discount";
import { hasRight } from "@/lib/model/staff";
import { deskTitle } from "@/lib/staff/desk-title.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/people";

export const generateMetadata = () => deskTitle(PAGE);

/** Shoppers with an account, the newest first. */
export default async function PeoplePage({ searchParams }: PageProps<typeof PAGE>) {
  const { locale, role } = await enterDesk(PAGE);
  const filter = readPeopleFilter(await searchParams);
  const [groups, { people, after }, guest] = await Promise.all([
    listGroups(db()),
    listPeople(filter),
    filter.q?.includes("@") ? findGuest(filter.q) : null,
  ]);
  const t = translator(locale, "desk-people");
  const title = translator(locale, "desk")(`pages.${PAGE}`);
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: shopTimeZone() });
  const address = (more: Record<string, string>) =>
    `${PAGE}?${new URLSearchParams({
      ...(filter.q && { q: filter.q }),
      ...(filter.tier && { tier: filter.tier }),
      ...(filter.segment && { segment: filter.segment }),
      ...(filter.news && { news: filter.news }),
      ...(filter.group && { group: filter.group }),
      ...more,
    })}`;
  return (
    <>
      <PageHead title={title} lead={t("guests")}>
        <Link href={`${PAGE}/groups`} className="desk-button">
          {t("groups.title")}
        </Link>
      </PageHead>
      <search className="mb-4">
        <form action={PAGE} className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-6">
          <TextField
            label={t("search")}
            name="q"
            type="search"
            placeholder={t("searchHint")}
            defaultValue={filter.q ?? ""}
          />
          <ChoiceField label={t("columns.tier")} name="tier" defaultValue={filter.tier ?? ""}>
            <option value="">{t("all")}</option>
            {LOYALTY_TIERS.map((tier) => (
              <option key={tier} value={tier}>
                {t(`tiers.${tier}`)}
              </option>
            ))}
          </ChoiceField>
          <ChoiceField label={t("segment")} name="segment" defaultValue={filter.segment ?? ""}>
            <option value="">{t("all")}</option>
            {SEGMENTS.map((segment) => (
              <option key={segment} value={segment}>
                {t(`segments.${segment}`)}
              </option>
            ))}
          </ChoiceField>
          <ChoiceField label={t("news.filter")} name="news" defaultValue={filter.news ?? ""}>
            <option value="">{t("all")}</option>
            {NEWS_CHOICES.map((news) => (
              <option key={news} value={news}>
                {t(`news.choices.${news}`)}
              </option>
            ))}
          </ChoiceField>
          {groups.length > 0 && (
            <ChoiceField label={t("groups.group")} name="group" defaultValue={filter.group ?? ""}>
              <option value="">{t("all")}</option>
              {groups.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </ChoiceField>
          )}
          <button type="submit" className="desk-button">
            {t("show")}
          </button>
        </form>
      </search>
      {filter.q !== null && filter.q.length < SHORTEST_SEARCH && (
        <p role="status" className="mb-4 text-warn">
          {t("tooShort")}
        </p>
      )}
      {guest && (
        <p className="mb-4">
          <Link
            href={`${PAGE}/guests/${guest.number}`}
            prefetch={false}
            className="underline underline-offset-4 [overflow-wrap:anywhere]"
          >
            {t("guest.found", { email: guest.email })}
          </Link>
        </p>
      )}
      {people.length === 0 ? (
        <p>{t("nothing")}</p>
      ) : (
        <WideTable
          columns={[
            t("columns.who"),
            t("columns.since"),
            t("columns.tier"),
            { name: t("columns.orders"), end: true },
            { name: t("columns.spent"), end: true },
          ]}
          label={title}
          className="min-w-2xl"
        >
          <tbody>
            {people.map((person) => (
              <tr key={person.id}>
                <th scope="row">
                  <Link
                    href={`${PAGE}/${person.id}`}
                    prefetch={false}
                    className="text-ink underline underline-offset-4 [overflow-wrap:anywhere]"
                  >
                    {person.name || person.email}
                  </Link>
                  {person.name && (
                    <span className="block font-normal text-quiet [overflow-wrap:anywhere]">
                      {person.email}
                    </span>
                  )}
                </th>
                <td className="whitespace-nowrap">{date.format(person.createdAt)}</td>
                <td>{person.givenTier && t(`tiers.${person.givenTier}`)}</td>
                <td className="figures text-end">{person.spent.reduce((sum, one) => sum + one.orders, 0)}</td>
                <td className="figures text-end whitespace-nowrap">
                  {person.spent.map(({ currency, amount }) => (
                    <span key={currency} className="block">
                      {formatMoney(amount, currency, locale)}
                    </span>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
      <ListPages
        first={filter.after !== null && address({})}
        next={after !== null && address({ after })}
        locale={locale}
      />
      {hasRight(role, "people.export") && (
        <form method="post" action="/api/admin/people/news" className="mt-8 grid max-w-prose gap-3">
          <p className="text-quiet">{t("news.exportLead")}</p>
          <button type="submit" className="desk-button justify-self-start">
            {t("news.export")}
          </button>
        </form>
      )}
    </>
  );
}
