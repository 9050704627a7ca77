import { countPayment } from "@/lib/checkout/core/limits.server";
import { addressWords } from "@/lib/checkout/page/address-words";
import { confirmFree } from "@/lib/checkout/payment-element/confirm-free.server";
import { confirmFreeInput } from "@/lib/checkout/payment-element/input";
import { json } from "@/lib/http/body-reader";
import { readShopper } from "@/lib/orders/owners/shopper.server";
import { route } from "@/lib/routes/route.server";

export const maxDuration = 60;

/** Places an order with nothing to pay: `{ status: "succeeded", orderId }`. */
export const POST = route(
  {
    from: "own pages",
    body: json(confirmFreeInput),
    owner: readShopper,
    limit: ({ owner }) => countPayment(owner),
  },
  async ({ body: { quote: signedQuote, ...order }, owner: shopper, locale }) => {
    const result = await confirmFree({ ...order, signedQuote, shopper });
    if (!result.ok) return { ...result, ...addressWords(result, locale) };
    return { ok: true, status: "succeeded", orderId: result.orderId };
  },
);
