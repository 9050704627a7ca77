import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { NOTHING_TO_SEND } from "@/lib/model/nothing-sent";
import type { QuoteLine, ShippingRate } from "@/lib/model/quote";

/** Stripe's pages take no address without a delivery, and the tax goes by the address: so there is one, which is chosen by itself and costs nothing. */
export const nothingToSend = (locale: Locale): ShippingRate => ({
  ...{ speed: NOTHING_TO_SEND, name: translator(locale, "checkout")("nothingToSend"), amount: 0 },
  ...{ minDays: 0, maxDays: 0 },
});

type Line = Pick<QuoteLine, "needsNoSending" | "unitAmount" | "quantity">;

const sum = (lines: readonly Line[]) =>
  lines.reduce((total, { unitAmount, quantity }) => total + unitAmount * quantity, 0);

/** What is sent of the goods' worth after discounts, in minor units: deliveries that go by worth count no work. */
export function sentPart(lines: readonly Line[], goods: number): number {
  const [whole, sent] = [sum(lines), sum(lines.filter(({ needsNoSending }) => !needsNoSending))];
  return whole === sent || whole === 0 ? goods : Math.round((goods * sent) / whole);
}
