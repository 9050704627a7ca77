import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Badge } from "@/components/desk/badge";
import { OrderChanges } from "@/components/desk/changes/order-changes";
import { OrderAgreed } from "@/components/desk/orders/order-agreed";
import { OrderGoods } from "@/components/desk/orders/order-goods";
import { OrderMoney } from "@/components/desk/orders/order-money";
import { OrderNotes } from "@/components/desk/orders/order-notes";
import { OrderParcels } from "@/components/desk/orders/order-parcels";
import { OrderPast } from "@/components/desk/orders/order-past";
import { OrderPayments } from "@/components/desk/orders/order-payments";
import { OrderDestination, OrderPerson } from "@/components/desk/orders/order-person";
import { ORDER_TONES } from "@/components/desk/orders/order-tone";
import { OrderWhy } from "@/components/desk/orders/order-why";
import { wordsFor } from "@/components/desk/orders/shown-order";
import { PageHead } from "@/components/desk/page-head";
import { OrderReturnsPart } from "@/components/desk/returns/order-returns-part";
import { PrintButtons } from "@/components/desk/sending/print-buttons";
import { translator } from "@/i18n/texts.server";
import { db } from "@/lib/db/client";
import { orderParams } from "@/lib/desk/orders/inputs";
import { orderActs } from "@/lib/desk/orders/order-acts";
import { readMerchantOrder } from "@/lib/desk/orders/read-order.server";
import { changeOfDraft, changesOf } from "@/lib/drafts/read-changes.server";
import { draftOfOrder } from "@/lib/drafts/read-draft.server";
import { isToBeSent } from "@/lib/lifecycle/transitions";
import { hasRight } from "@/lib/model/staff";
import { enterDesk } from "@/lib/staff/enter-desk.server";

type Props = { params: Promise<{ number: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { number } = await params;
  await enterDesk("/admin/orders/[number]", `/admin/orders/${number}`);
  return { title: number };
}

/** All about one order: goods, money and history on the left, the person on the right. */
export default async function OrderPage({ params }: Props) {
  const asked = await params;
  const staff = await enterDesk("/admin/orders/[number]", `/admin/orders/${asked.number}`);
  const read = orderParams.safeParse(asked);
  const file = read.success ? await readMerchantOrder(read.data.number) : null;
  if (!file) notFound();
  const { order } = file;
  const draft = await draftOfOrder(order.id);
  const addedTo = draft && (await changeOfDraft(db(), draft.id));
  const ofDraft = ({ by }: { by: string }) => translator(staff.locale, "desk-drafts")("ofDraft", { by });
  const part = { file, locale: staff.locale };
  const { t, states, time } = wordsFor(part);
  const mayEdit = hasRight(staff.role, "orders.edit");
  return (
    <>
      <PageHead
        back={{ href: "/admin/orders", name: t("one.back") }}
        title={order.number}
        lead={t("one.placedOn", { time: time(order.createdAt), surface: t(`surfaces.${order.surface}`) })}
      >
        <Badge tone={ORDER_TONES[order.status]}>{states(`status.${order.status}`)}</Badge>
        {orderActs(staff.role, order.status).map(({ page, text }) => (
          <Link key={page} href={`/admin/orders/${order.number}/${page}`} className="desk-button">
            {t(text)}
          </Link>
        ))}
        {hasRight(staff.role, "orders.print") && <PrintButtons number={order.number} locale={staff.locale} />}
      </PageHead>
      {file.aside && isToBeSent(order.status) && (
        <p className="mb-4 rounded-xl border border-warn p-3">
          {translator(staff.locale, "desk-picking")("ofOrder", { ...file.aside })}
        </p>
      )}
      {draft && (
        <p className="mb-4">
          {hasRight(staff.role, "orders.draft") ? (
            <Link href={`/admin/drafts/${draft.id}`} className="underline underline-offset-4">
              {ofDraft(draft)}
            </Link>
          ) : (
            ofDraft(draft)
          )}
          {addedTo && (
            <>
              {" · "}
              <Link href={`/admin/orders/${addedTo.order.number}`} className="underline underline-offset-4">
                {translator(staff.locale, "desk-changes")("part.for", { number: addedTo.order.number })}
              </Link>
            </>
          )}
          {draft.exchangeFor && (
            <>
              {" · "}
              <Link href={`/admin/orders/${draft.exchangeFor}`} className="underline underline-offset-4">
                {translator(staff.locale, "desk-drafts")("exchangeFor", { number: draft.exchangeFor })}
              </Link>
            </>
          )}
        </p>
      )}
      <div className="grid gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="grid content-start gap-4">
          <OrderWhy {...part} />
          <OrderGoods {...part} />
          <OrderMoney {...part} />
          <OrderPayments {...part} />
          <OrderChanges
            {...part}
            changes={await changesOf(db(), order.id)}
            mayChange={hasRight(staff.role, "orders.refund")}
          />
          <OrderReturnsPart {...part} />
          <OrderPast {...part} mayEdit={mayEdit} />
        </div>
        <div className="grid content-start gap-4">
          <OrderPerson {...part} mayReadPeople={hasRight(staff.role, "people.read")} />
          <OrderDestination {...part} mayEdit={mayEdit} />
          <OrderParcels {...part} />
          <OrderAgreed {...part} />
          <OrderNotes {...part} mayEdit={mayEdit} />
        </div>
      </div>
    </>
  );
}
