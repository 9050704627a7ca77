import { countPayment } from "@/lib/checkout/core/limits.server";
import { addressWords } from "@/lib/checkout/page/address-words";
import { confirmPayment } from "@/lib/checkout/payment-element/confirm-payment.server";
import { declineText } from "@/lib/checkout/payment-element/decline-text";
import { confirmInput } from "@/lib/checkout/payment-element/input";
import { json } from "@/lib/http/body-reader";
import { readShopper } from "@/lib/orders/owners/shopper.server";
import { route } from "@/lib/routes/route.server";

export const maxDuration = 60;

/** ConfirmationToken -> one PaymentIntent, created and confirmed: `{ status, clientSecret, paymentIntentId, orderId }`. */
export const POST = route(
  {
    from: "own pages",
    body: json(confirmInput),
    owner: readShopper,
    limit: ({ owner, body }) => countPayment(owner, body.email),
  },
  async ({ body, owner: shopper, locale }) => {
    const { confirmationTokenId: tokenId, orderId, quote: signedQuote, email } = body;
    const result = await confirmPayment({ orderId, tokenId, signedQuote, email, shopper });
    if (result.ok) return result;
    const words = result.code === "card_declined" && { message: declineText(result.declineCode, locale) };
    return { ...result, ...words, ...addressWords(result, locale) };
  },
);
