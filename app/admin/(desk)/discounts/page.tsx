import Link from "next/link";
import { Badge, type Tone } from "@/components/desk/badge";
import { CodesForm } from "@/components/desk/discounts/codes-form";
import { ChoiceField, TextField } from "@/components/desk/field";
import { formTexts } from "@/components/desk/form-texts.server";
import { ListPages } from "@/components/desk/list-pages";
import { PageHead } from "@/components/desk/page-head";
import { Section } from "@/components/desk/section";
import { WideTable } from "@/components/desk/wide-table";
import { translator } from "@/i18n/texts.server";
import { inLocale } from "@/lib/base/i18n-text";
import { minuteIn } from "@/lib/base/time-zone";
import { shopTimeZone } from "@/lib/config/shop";
import { benefitInWords } from "@/lib/desk/discounts/discount-words.server";
import {
  DISCOUNT_STATES,
  type DiscountState,
  listDiscounts,
  readDiscountFilter,
} from "@/lib/desk/discounts/list-discounts.server";
import { hasRight } from "@/lib/model/staff";
import { deskTitle } from "@/lib/staff/desk-title.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/discounts";

const TONES: Record<DiscountState, Tone> = { now: "good", later: "warn", ended: "neutral" };

export const generateMetadata = () => deskTitle(PAGE);

/** The discounts, with how often each is used at this moment. */
export default async function DiscountsPage({ searchParams }: PageProps<typeof PAGE>) {
  const { locale, role } = await enterDesk(PAGE);
  const filter = readDiscountFilter(await searchParams);
  const { discounts, after } = await listDiscounts(filter);
  const t = translator(locale, "desk-discounts");
  const title = translator(locale, "desk")(`pages.${PAGE}`);
  const mayChange = hasRight(role, "discounts.edit");
  const time = (text: string | null) => text && minuteIn(new Date(text), shopTimeZone());
  const more = new URLSearchParams({
    ...(filter.q && { q: filter.q }),
    ...(filter.state && { state: filter.state }),
    ...(after && { after }),
  });
  return (
    <>
      <PageHead title={title}>
        <Link href={`${PAGE}/try`} className="desk-button">
          {t("try.title")}
        </Link>
        {mayChange && (
          <Link href={`${PAGE}/new`} data-kind="primary" className="desk-button">
            {t("new")}
          </Link>
        )}
      </PageHead>
      <search className="mb-4">
        <form action={PAGE} className="grid items-end gap-3 sm:grid-cols-[2fr_1fr_auto]">
          <TextField label={t("search")} name="q" type="search" defaultValue={filter.q ?? ""} />
          <ChoiceField label={t("columns.state")} name="state" defaultValue={filter.state ?? ""}>
            <option value="">{t("all")}</option>
            {DISCOUNT_STATES.map((state) => (
              <option key={state} value={state}>
                {t(`states.${state}`)}
              </option>
            ))}
          </ChoiceField>
          <button type="submit" className="desk-button">
            {t("show")}
          </button>
        </form>
      </search>
      {discounts.length === 0 ? (
        <p>{t("nothing")}</p>
      ) : (
        <WideTable
          columns={[
            t("columns.name"),
            t("columns.state"),
            t("columns.off"),
            t("columns.time"),
            { name: t("columns.used"), end: true },
          ]}
          label={title}
          className="min-w-3xl"
        >
          <tbody>
            {discounts.map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  <Link
                    href={`${PAGE}/${one.id}`}
                    prefetch={false}
                    className="text-ink underline underline-offset-4"
                  >
                    {one.code ?? inLocale(one.name, locale)}
                  </Link>
                  <span className="block font-normal text-quiet">
                    {[one.code && inLocale(one.name, locale), t(`kinds.${one.kind}`)]
                      .filter(Boolean)
                      .join(" · ")}
                  </span>
                </th>
                <td>
                  <Badge tone={TONES[one.state]}>{t(`states.${one.state}`)}</Badge>
                </td>
                <td className="figures whitespace-nowrap">{benefitInWords(one.conditions, locale)}</td>
                <td className="figures">
                  {[
                    one.startsAt && t("from", { time: time(one.startsAt) ?? "" }),
                    one.endsAt && t("until", { time: time(one.endsAt) ?? "" }),
                  ]
                    .filter(Boolean)
                    .join(" ")}
                </td>
                <td className="figures text-end">
                  {one.totalLimit === null
                    ? one.redeemed
                    : t("usedOf", { used: one.redeemed, limit: one.totalLimit })}
                  {one.reserved > 0 && (
                    <span className="block text-quiet">{t("reserved", { count: one.reserved })}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
      <ListPages next={after !== null && `${PAGE}?${more}`} locale={locale} />
      {mayChange && (
        <div id="codes" className="mt-8 max-w-2xl">
          <Section title={t("codes.title")}>
            <CodesForm
              texts={{
                ...formTexts(locale),
                ...{
                  lead: t("codes.lead"),
                  prefix: t("codes.prefix"),
                  count: t("codes.count"),
                  name: t("fields.name"),
                },
                ...{
                  benefit: t("fields.benefit"),
                  percent: t("percent"),
                  amount: t("amount"),
                  off: t("fields.off"),
                },
                ...{
                  minimum: t("fields.minimum"),
                  ends: t("fields.ends"),
                  make: t("codes.make"),
                  file: t("codes.file"),
                },
              }}
            />
          </Section>
        </div>
      )}
    </>
  );
}
