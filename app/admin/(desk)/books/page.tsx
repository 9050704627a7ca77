import Link from "next/link";
import { BooksStatePart } from "@/components/desk/books/books-state";
import { BooksTabs } from "@/components/desk/books/books-tabs";
import { PayoutTable } from "@/components/desk/books/payout-table";
import { PageHead } from "@/components/desk/page-head";
import { translator } from "@/i18n/texts.server";
import { listPayouts } from "@/lib/books/read-payouts.server";
import { readBooksState } from "@/lib/books/read-state.server";
import { db } from "@/lib/db/client";
import { hasRight } from "@/lib/model/staff";
import { deskTitle } from "@/lib/staff/desk-title.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/books";

export const generateMetadata = () => deskTitle(PAGE);

/** What Stripe paid out, and how far the books are read. */
export default async function BooksPage({ searchParams }: PageProps<typeof PAGE>) {
  const { locale, role } = await enterDesk(PAGE);
  const { after: asked } = await searchParams;
  const [{ payouts, after }, state] = await Promise.all([
    listPayouts(db(), typeof asked === "string" ? asked : null),
    readBooksState(db()),
  ]);
  const t = translator(locale, "desk-books");
  return (
    <>
      <PageHead title={translator(locale, "desk")(`pages.${PAGE}`)} lead={t("lead")} />
      <BooksTabs here="payouts" locale={locale} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <BooksStatePart state={state} mayFetch={hasRight(role, "books.repair")} locale={locale} />
        {payouts.length === 0 ? <p>{t("nothing")}</p> : <PayoutTable payouts={payouts} locale={locale} />}
      </div>
      {after && (
        <p className="mt-4">
          <Link href={`${PAGE}?after=${after}`} className="desk-button">
            {t("older")}
          </Link>
        </p>
      )}
    </>
  );
}
