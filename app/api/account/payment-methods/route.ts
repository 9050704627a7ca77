import { z } from "zod";
import { textsFor } from "@/i18n/texts.server";
import { readCustomer } from "@/lib/auth/read-sign-in.server";
import { env } from "@/lib/config/env";
import { addPaymentMethod } from "@/lib/customers/add-payment-method.server";
import { countDeclinedCard, countMethodChange } from "@/lib/customers/method-limits.server";
import { cardDeclineText } from "@/lib/customers/texts";
import { json } from "@/lib/http/body-reader";
import { storeAddress } from "@/lib/http/store-address";
import { route } from "@/lib/routes/route.server";

export const maxDuration = 60;

const schema = z.strictObject({ confirmationTokenId: z.string().regex(/^ctoken_\w{1,120}$/) });

/** ConfirmationToken -> a saved payment method: `{ status, clientSecret }`. */
export const POST = route(
  {
    from: "own pages",
    body: json(schema),
    owner: readCustomer,
    limit: ({ owner, headers }) => countMethodChange("add", owner.id, headers),
  },
  async ({ owner: customer, body: { confirmationTokenId }, headers, locale }) => {
    const address = storeAddress(headers, env());
    const result = await addPaymentMethod(customer, confirmationTokenId, locale, address);
    if (result.ok) return result;
    if (result.code !== "card_declined") {
      return { ...result, message: textsFor(locale, "account").paymentMethods.problems[result.code] };
    }
    await countDeclinedCard(customer.id, confirmationTokenId, headers);
    return { ...result, message: cardDeclineText(result.reason, locale) };
  },
);
