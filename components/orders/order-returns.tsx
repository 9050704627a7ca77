import { getTranslations } from "next-intl/server";
import { Labelled } from "@/components/account/labelled";
import { Button } from "@/components/ui/button";
import { Input, Select } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import type { Locale } from "@/i18n/routing";
import type { OrderId } from "@/lib/base/ids";
import { shopTimeZone } from "@/lib/config/shop";
import { RETURN_REASONS } from "@/lib/model/return";
import { shopperReturns } from "@/lib/orders/returns/shopper-returns.server";

type Props = {
  orderId: OrderId;
  locale: Locale;
  /** What came of the form, from the page's address. */
  state: string | string[] | undefined;
};

const STATES = [
  ...(["asked", "withdrawn", "return_nothing_chosen", "return_too_many", "return_nothing_left"] as const),
  ...(["return_too_late", "return_not_possible", "return_waits", "return_changed"] as const),
];

/** What the shopper sends back, how far it is, and the question to send more back; nothing when there is neither. */
export async function OrderReturns({ orderId, locale, state }: Props) {
  const { earlier, offer } = await shopperReturns(orderId);
  if (earlier.length === 0 && !offer) return null;
  const t = await getTranslations({ locale, namespace: "returns" });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: shopTimeZone() });
  const told = STATES.find((one) => one === state);
  const isGood = told === "asked" || told === "withdrawn";
  const action = `/api/orders/${orderId}/returns`;
  return (
    <section id="returns" aria-labelledby="order-returns">
      <h2 id="order-returns" className="display-face text-heading">
        {t("shop.title")}
      </h2>
      {told && (
        <Notice role={isGood ? "status" : "alert"} tone={isGood ? "good" : "bad"} className="mt-4">
          {t(isGood ? `shop.done.${told}` : `refusals.${told}`)}
        </Notice>
      )}
      <ul className="mt-4 grid gap-6 empty:hidden">
        {earlier.map((one) => (
          <li key={one.id} className="border-l-2 border-line pl-4">
            <p className="font-medium">{t(`shop.states.${one.status}`)}</p>
            <p className="text-[0.9375rem] text-quiet">
              {t("shop.askedOn", { date: date.format(one.askedAt) })}
            </p>
            <ul className="mt-1 text-[0.9375rem]">
              {one.goods.map(({ quantity, goods }) => (
                <li key={goods}>{t("piecesOf", { quantity, goods })}</li>
              ))}
            </ul>
            {one.words && <p className="mt-2 max-w-prose whitespace-pre-line">{one.words}</p>}
            {one.mayWithdraw && (
              <form method="post" action={action} className="mt-2">
                <input type="hidden" name="locale" value={locale} />
                <input type="hidden" name="withdraw" value={one.id} />
                <Button type="submit" variant="quiet" className="-ml-3">
                  {t("shop.withdraw")}
                </Button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {offer && (
        <details className="mt-4" open={told !== undefined && !isGood}>
          <summary className="cursor-pointer underline underline-offset-4">{t("shop.open")}</summary>
          <form method="post" action={action} className="mt-4 grid max-w-prose gap-5">
            <input type="hidden" name="locale" value={locale} />
            <p className="flex flex-wrap gap-x-2 text-[0.9375rem] text-quiet">
              <span>{t("shop.until", { date: date.format(offer.until) })}</span>
              <Link locale={locale} href="/legal/returns" className="underline underline-offset-4">
                {t("shop.terms")}
              </Link>
            </p>
            {offer.lines.map(({ variantId, quantity, goods }) => (
              <Labelled
                key={variantId}
                id={`return-${variantId}`}
                label={t("shop.pieces", { goods, quantity })}
              >
                <Input
                  id={`return-${variantId}`}
                  name={`pieces.${variantId}`}
                  type="number"
                  inputMode="numeric"
                  min={0}
                  max={quantity}
                  defaultValue={0}
                  required
                  className="max-w-28"
                />
              </Labelled>
            ))}
            <Labelled id="return-reason" label={t("shop.reason")}>
              <Select id="return-reason" name="reason" defaultValue="no_reason">
                {RETURN_REASONS.map((reason) => (
                  <option key={reason} value={reason}>
                    {t(`reasons.${reason}`)}
                  </option>
                ))}
              </Select>
            </Labelled>
            <Labelled id="return-note" label={t("shop.note")}>
              <textarea
                id="return-note"
                name="note"
                rows={3}
                maxLength={2000}
                className="w-full rounded-xl border border-edge bg-raised px-4 py-3 text-base"
              />
            </Labelled>
            <Button type="submit" className="justify-self-start">
              {t("shop.ask")}
            </Button>
          </form>
        </details>
      )}
    </section>
  );
}
