import { z } from "zod";
import { type Locale, routing } from "@/i18n/routing";
import { countStart } from "@/lib/checkout/core/limits.server";
import type { ApiErrorCode } from "@/lib/http/api-error";
import { json } from "@/lib/http/body-reader";
import type { TooMany } from "@/lib/limits/too-many";
import type { Shopper } from "@/lib/orders/owners/shopper";
import { readShopper } from "@/lib/orders/owners/shopper.server";
import { route } from "@/lib/routes/route.server";

const schema = z.strictObject({
  locale: z.enum(routing.locales).optional(),
  /** An order of the shopper whose payment failed or expired. */
  orderId: z.string().max(64).optional(),
  /** The `agreement` of a `price_changed` answer, or of the cart that was shown. */
  agreement: z.string().max(64).optional(),
});

type Start = (input: {
  shopper: Shopper;
  locale: Locale;
  orderId?: string;
  agreement?: string;
}) => Promise<({ ok: true } & object) | { ok: false; code: Exclude<ApiErrorCode, "rate_limited"> } | TooMany>;

/** Starts a checkout on any surface. */
export const startRoute = (start: Start) =>
  route(
    {
      from: "own pages",
      body: json(schema),
      owner: readShopper,
      limit: ({ owner }) => countStart(owner),
    },
    ({ body: { orderId, agreement }, owner: shopper, locale }) =>
      start({ shopper, locale, orderId, agreement }),
  );
