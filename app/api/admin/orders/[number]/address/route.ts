import { after } from "next/server";
import { translator } from "@/i18n/texts.server";
import { addressProblems, storedState } from "@/lib/addresses/check";
import { problemsText } from "@/lib/addresses/texts";
import { db } from "@/lib/db/client";
import { addressBody, orderParams } from "@/lib/desk/orders/inputs";
import { json } from "@/lib/http/body-reader";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { correctAddress } from "@/lib/orders/merchant/correct-address.server";
import { orderByNumber } from "@/lib/orders/merchant/find-order.server";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

/** `{ seen, name, line1, … }`: the goods go there, in the same country. The shopper is told. */
export const PUT = deskChange(
  {
    right: "orders.edit",
    action: "order.correct_address",
    params: orderParams,
    body: json(addressBody),
    about: ({ params: { number } }) => ({ kind: "order", id: number }),
  },
  async ({ params: { number }, body: { seen, name, ...typed }, locale }) => {
    const order = await orderByNumber(number);
    if (!order) return { ok: false, code: "not_found" };
    const country = order.shippingAddress?.country ?? order.quote.country;
    const address = { ...typed, state: typed.state && storedState(country, typed.state) };
    const problems = addressProblems({ ...address, country });
    const fields = Object.keys(problems);
    if (fields.length > 0) {
      const message = problemsText(problems, country, locale);
      return { ok: false, code: "address_wrong", message, status: 422, fields };
    }
    const corrected = await correctAddress(db(), number, { name, address }, seen);
    if (!corrected.ok) {
      const { code } = corrected;
      if (code === "unknown_order") return { ok: false, code: "not_found" };
      const message = translator(locale, "desk-orders")(`correction.refusals.${code}`);
      return { ok: false, code, message, status: 409 };
    }
    after(() => drainOutbox());
    return { ok: true, before: corrected.before, after: corrected.after };
  },
);
