import { z } from "zod";
import { translator } from "@/i18n/texts.server";
import { orderParams } from "@/lib/desk/orders/inputs";
import { setAside, takeUpAgain } from "@/lib/desk/picking/asides.server";
import { handoverRefusalText } from "@/lib/desk/sending/refusals.server";
import { json } from "@/lib/http/body-reader";
import { deskChange } from "@/lib/staff/desk-route.server";

const schema = z.strictObject({ sku: z.string().min(1).max(200) });

/** `{ sku }`: this piece of the order was not found, so that the order waits aside. */
export const POST = deskChange(
  {
    right: "orders.send",
    action: "order.set_aside",
    params: orderParams,
    body: json(schema),
    about: ({ params: { number } }) => ({ kind: "order", id: number }),
  },
  async ({ params: { number }, body: { sku }, staff, locale }) => {
    const result = await setAside(number, sku, staff.id);
    if (result.ok) return { ok: true, after: { sku } };
    if (result.code === "not_found") return { ok: false, code: "not_found" };
    const message =
      result.code === "not_ready"
        ? handoverRefusalText(result, locale)
        : translator(locale, "desk-picking")(`refused.${result.code}`);
    return { ok: false, code: result.code, message, status: 409 };
  },
);

/** The order is packed with the others again. */
export const DELETE = deskChange(
  {
    right: "orders.send",
    action: "order.take_up_again",
    params: orderParams,
    body: "none",
    about: ({ params: { number } }) => ({ kind: "order", id: number }),
  },
  async ({ params: { number }, locale }) => {
    const before = await takeUpAgain(number);
    if (before) return { ok: true, before };
    const message = translator(locale, "desk-picking")("refused.not_aside");
    return { ok: false, code: "not_aside", message, status: 409 };
  },
);
