import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AddressCorrection } from "@/components/desk/orders/address-correction";
import { PageHead } from "@/components/desk/page-head";
import { translator } from "@/i18n/texts.server";
import { db } from "@/lib/db/client";
import { orderParams } from "@/lib/desk/orders/inputs";
import { rateOfOrder } from "@/lib/model/rate-choice";
import { mayBeCorrected } from "@/lib/orders/merchant/correct-address.server";
import { orderByNumber } from "@/lib/orders/merchant/find-order.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/orders/[number]/address";

type Props = PageProps<typeof PAGE>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { number } = await params;
  const { locale } = await enterDesk(PAGE, `/admin/orders/${number}/address`);
  return { title: translator(locale, "desk-orders")("correction.addressTitle") };
}

/** Where the order's goods go instead, until they have left. */
export default async function AddressPage({ params }: Props) {
  const asked = await params;
  const { locale } = await enterDesk(PAGE, `/admin/orders/${asked.number}/address`);
  const read = orderParams.safeParse(asked);
  const order = read.success ? await orderByNumber(read.data.number) : null;
  if (!order) notFound();
  const t = translator(locale, "desk-orders");
  const isPickup = rateOfOrder(order)?.pickup !== undefined;
  const refusal = isPickup
    ? "is_pickup"
    : order.shippingAddress && (await mayBeCorrected(db(), order))
      ? null
      : "not_to_be_sent";
  return (
    <div className="max-w-2xl">
      <PageHead title={t("correction.addressTitle")} lead={t("correction.lead")}>
        <a href={`/admin/orders/${order.number}`} className="desk-button">
          {t("correction.back", { number: order.number })}
        </a>
      </PageHead>
      {refusal ? (
        <p>{t(`correction.refusals.${refusal}`)}</p>
      ) : (
        <AddressCorrection order={order} locale={locale} />
      )}
    </div>
  );
}
