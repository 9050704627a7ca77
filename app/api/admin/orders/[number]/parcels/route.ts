import { after } from "next/server";
import { db } from "@/lib/db/client";
import { orderParams } from "@/lib/desk/orders/inputs";
import { parcelBody } from "@/lib/desk/sending/parcel-body";
import { handoverRefusalText } from "@/lib/desk/sending/refusals.server";
import { markShipped } from "@/lib/fulfilment/mark-shipped.server";
import { takeBackParcel } from "@/lib/fulfilment/take-back.server";
import { json } from "@/lib/http/body-reader";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

/** `{ carrier, trackingNumber, trackingUrl, pieces }`: a parcel has left; its shopper is told. */
export const POST = deskChange(
  {
    right: "orders.send",
    action: "order.send",
    params: orderParams,
    body: json(parcelBody),
    about: ({ params: { number } }) => ({ kind: "order", id: number }),
  },
  async ({ params: { number }, body: { pieces, ...parcel }, locale }) => {
    const lines = pieces ? { lines: pieces } : {};
    const sent = await markShipped(db(), number, { kind: "shipped", ...parcel, ...lines });
    if (!sent.ok && sent.code === "unknown_order") return { ok: false, code: "not_found" };
    if (!sent.ok)
      return { ok: false, code: sent.code, message: handoverRefusalText(sent, locale), status: 409 };
    after(() => drainOutbox());
    return { ok: true, after: { ...parcel, ...lines } };
  },
);

/** The last parcel has not left after all: its pieces are to be sent again. */
export const DELETE = deskChange(
  {
    right: "orders.send",
    action: "order.take_back",
    params: orderParams,
    body: "none",
    about: ({ params: { number } }) => ({ kind: "order", id: number }),
  },
  async ({ params: { number }, locale }) => {
    const taken = await takeBackParcel(db(), number, null);
    if (!taken.ok && taken.code === "unknown_order") return { ok: false, code: "not_found" };
    if (!taken.ok)
      return { ok: false, code: taken.code, message: handoverRefusalText(taken, locale), status: 409 };
    after(() => drainOutbox());
    return { ok: true, after: { status: taken.status } };
  },
);
