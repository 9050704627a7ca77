import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { ChoiceField } from "@/components/desk/field";
import { formTexts } from "@/components/desk/form-texts.server";
import { PrintChosen } from "@/components/desk/orders/print-chosen";
import { PageHead } from "@/components/desk/page-head";
import { AsideList } from "@/components/desk/picking/aside-list";
import { LeftOutOrders } from "@/components/desk/picking/left-out-orders";
import { PickBoard } from "@/components/desk/picking/pick-board";
import { Section } from "@/components/desk/section";
import { textsFor, translator } from "@/i18n/texts.server";
import { listAsides } from "@/lib/desk/picking/asides.server";
import { ordersToPick, PICK_SIZES } from "@/lib/desk/picking/choose-orders.server";
import { readPickList } from "@/lib/desk/picking/read-pick-list.server";
import { bulkNumbers } from "@/lib/desk/sending/bulk-numbers";
import { hasRight } from "@/lib/model/staff";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/orders/pick";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await enterDesk(PAGE);
  return { title: translator(locale, "desk-picking")("title") };
}

/** Which orders are packed next; with `?numbers=` what is taken from the shelves for them, what goes into each, and their way out. */
export default async function PickPage({ searchParams }: Props) {
  const { locale, role } = await enterDesk(PAGE);
  const asked = await searchParams;
  const size = PICK_SIZES.find((one) => String(one) === asked.oldest);
  const chosen = size ? await ordersToPick(size) : [];
  // The orders stand in the address, so that all that follows is about the same ones.
  if (chosen.length > 0) redirect(`${PAGE}?${new URLSearchParams({ numbers: chosen.join(",") })}`);
  const numbers = bulkNumbers.safeParse(asked.numbers).data;
  return numbers ? (
    <PickList numbers={numbers} mayPrint={hasRight(role, "orders.print")} locale={locale} />
  ) : (
    <PickStart isNothing={size !== undefined} isWrong={asked.numbers !== undefined} locale={locale} />
  );
}

type Locale = Awaited<ReturnType<typeof enterDesk>>["locale"];

async function PickStart(props: { isNothing: boolean; isWrong: boolean; locale: Locale }) {
  const { locale } = props;
  const t = translator(locale, "desk-picking");
  const asides = await listAsides();
  return (
    <>
      <PageHead back={backTo("/admin/orders", locale)} title={t("title")} lead={t("lead")} />
      <div className="grid max-w-3xl gap-4">
        <Section title={t("which")}>
          {props.isNothing && (
            <p role="status" className="mb-3">
              {t("nothing")}
            </p>
          )}
          {props.isWrong && (
            <p role="alert" className="mb-3 text-bad">
              {t("wrong")}
            </p>
          )}
          <form method="get" className="flex flex-wrap items-end gap-3">
            <ChoiceField label={t("atMost")} name="oldest" defaultValue="20" className="w-auto">
              {PICK_SIZES.map((one) => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
            </ChoiceField>
            <button type="submit" data-kind="primary" className="desk-button">
              {t("begin")}
            </button>
          </form>
          <p className="mt-3 text-quiet">{t("orChoose")}</p>
        </Section>
        {asides.length > 0 && (
          <Section title={t("aside.title")}>
            <p className="mb-2 text-quiet">{t("aside.lead")}</p>
            <AsideList asides={asides} locale={locale} />
          </Section>
        )}
      </div>
    </>
  );
}

async function PickList(props: { numbers: readonly string[]; mayPrint: boolean; locale: Locale }) {
  const { numbers, locale } = props;
  const t = translator(locale, "desk-picking");
  const { rows, orders, leftOut } = await readPickList(numbers, locale);
  const { board } = textsFor(locale, "desk-picking");
  const { papers } = textsFor(locale, "desk-orders");
  const here = orders.map(({ number }) => number);
  const query = new URLSearchParams({ numbers: here.join(",") });
  const pieces = rows.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <>
      <PageHead
        back={{ href: PAGE, name: t("others") }}
        title={t("title")}
        lead={t("sums", { orders: orders.length, pieces })}
      />
      <LeftOutOrders leftOut={leftOut} locale={locale} />
      {orders.length > 0 && (
        <>
          <nav aria-label={t("papers")} className="mb-4 flex flex-wrap items-center gap-2">
            <a
              href={`/api/admin/orders/picks?${query}`}
              target="_blank"
              rel="noopener"
              className="desk-button"
            >
              {t("pdf")}
            </a>
            {props.mayPrint && (
              <PrintChosen key={here.join(" ")} texts={{ ...papers, ...formTexts(locale) }} chosen={here} />
            )}
            {orders.some(({ isPickup }) => !isPickup) && (
              <>
                <a href={`/api/admin/orders/labels?${query}`} download className="desk-button">
                  {t("labels")}
                </a>
                <Link href="/admin/orders/labels" className="desk-button">
                  {t("tracking")}
                </Link>
              </>
            )}
          </nav>
          <PickBoard
            key={numbers.join(" ")}
            numbers={numbers}
            list={{ rows, orders }}
            texts={{ ...board, ...formTexts(locale) }}
          />
        </>
      )}
    </>
  );
}

const backTo = (href: "/admin/orders", locale: Locale) => ({
  href,
  name: translator(locale, "desk")(`pages.${href}`),
});
