import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DeskForm } from "@/components/desk/desk-form";
import { formTexts } from "@/components/desk/form-texts.server";
import { PageHead } from "@/components/desk/page-head";
import { ParcelForm } from "@/components/desk/sending/parcel-form";
import { PrintButtons } from "@/components/desk/sending/print-buttons";
import { SentParcels } from "@/components/desk/sending/sent-parcels";
import { translator } from "@/i18n/texts.server";
import { loadOrderToSend } from "@/lib/desk/sending/order-to-send.server";
import { addressLines } from "@/lib/orders/views/address-lines";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/orders/[number]/ship";

type Props = PageProps<typeof PAGE>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { number } = await params;
  const { locale } = await enterDesk(PAGE, `/admin/orders/${number}/ship`);
  return { title: translator(locale, "sending")("title", { number }) };
}

/** Reports what has left, in one parcel or several, or what was collected. */
export default async function ShipPage({ params }: Props) {
  const { number } = await params;
  const { locale } = await enterDesk(PAGE, `/admin/orders/${number}/ship`);
  const found = await loadOrderToSend(number);
  if (!found) notFound();
  const { order, mayBeSent, isPickup, isReady, left } = found;
  const t = translator(locale, "sending");
  const texts = formTexts(locale);
  const isDoable = mayBeSent && left.length === 0 && order.quote.lines.some((line) => line.needsNoSending);
  const pieces = left.reduce((sum, line) => sum + line.quantity, 0);
  const state = translator(locale, "orders")(`status.${order.status}`);
  const to = order.shippingAddress ? addressLines(order.shippingAddress, locale) : [];
  return (
    <div className="max-w-2xl">
      <PageHead title={t("title", { number })} lead={mayBeSent ? t("lead", { state, left: pieces }) : state}>
        <a href={`/admin/orders/${number}`} className="desk-button">
          {t("back", { number })}
        </a>
        <PrintButtons number={number} locale={locale} />
      </PageHead>
      <section aria-labelledby="to" className="mb-6">
        <h2 id="to" className="font-medium">
          {t("to")}
        </h2>
        <address className="not-italic">
          {[order.shippingName, ...to].map(
            (line) =>
              line && (
                <span key={line} className="block">
                  {line}
                </span>
              ),
          )}
          {to.length === 0 && <span>{t("noAddress")}</span>}
        </address>
      </section>
      {!mayBeSent && <p>{t("notNow")}</p>}
      {isDoable && (
        <DeskForm action={`/api/admin/orders/${number}/collection`} texts={texts} className="grid gap-3">
          <p>{t("nothingToSend")}</p>
          <button
            type="submit"
            name="kind"
            value="done"
            data-kind="primary"
            className="desk-button justify-self-start"
          >
            {t("done")}
          </button>
        </DeskForm>
      )}
      {mayBeSent && !isDoable && isPickup && (
        <DeskForm action={`/api/admin/orders/${number}/collection`} texts={texts} className="grid gap-3">
          {isReady && <p>{t("isReady")}</p>}
          <div className="flex flex-wrap gap-2">
            {!isReady && (
              <button type="submit" name="kind" value="ready" data-kind="primary" className="desk-button">
                {t("ready")}
              </button>
            )}
            <button type="submit" name="kind" value="collected" className="desk-button">
              {t("collected")}
            </button>
          </div>
        </DeskForm>
      )}
      {mayBeSent && !isDoable && !isPickup && <ParcelForm number={number} left={left} locale={locale} />}
      <SentParcels found={found} locale={locale} />
    </div>
  );
}
