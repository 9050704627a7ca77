import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { shop, shopTimeZone } from "@/lib/config/shop";
import type { ShopperRequest } from "@/lib/drafts/open-request.server";
import { RequestGoods } from "./request-goods";

type Props = { request: ShopperRequest; keyText: string; notice: unknown; locale: Locale };

const NOTICES = ["cart_total_changed", "out_of_stock"] as const;

/** What staff put together, what it costs, and the way to pay it, or why there is none. */
export function RequestOffer({ request, keyText, notice, locale }: Props) {
  const { draft, state, quote, gone } = request;
  const t = translator(locale, "requests");
  const told = NOTICES.find((known) => known === notice);
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: shopTimeZone() });
  const isOpen = state === "sent";
  return (
    <>
      <h1 className="display-face text-title">{t("heading", { shop: shop().name })}</h1>
      {draft.note && <p className="mt-4 whitespace-pre-line [overflow-wrap:anywhere]">{draft.note}</p>}
      {state !== "sent" && (
        <Notice tone={state === "paid" ? "good" : "neutral"} className="mt-6">
          {t(`over.${state}`)}
        </Notice>
      )}
      {isOpen && told && (
        <Notice role="alert" tone="warn" className="mt-6">
          {t(`notices.${told}`)}
        </Notice>
      )}
      {isOpen && !quote && (
        <Notice role="alert" tone="warn" className="mt-6">
          <p>{t("gone")}</p>
          {gone.length > 0 && (
            <ul className="mt-2 list-disc ps-5">
              {gone.map((name) => (
                <li key={name}>{name}</li>
              ))}
            </ul>
          )}
        </Notice>
      )}
      {quote && <RequestGoods quote={quote} locale={locale} />}
      {isOpen && quote && (
        <form method="post" action={`/api/requests/${draft.id}`} className="mt-8">
          <input type="hidden" name="key" value={keyText} />
          <input type="hidden" name="agreement" value={request.agreement} />
          <input type="hidden" name="locale" value={locale} />
          <Button type="submit">{t("pay")}</Button>
          {draft.expiresAt && (
            <p className="mt-3 text-[0.9375rem] text-quiet">
              {t("until", { date: date.format(draft.expiresAt) })}
            </p>
          )}
        </form>
      )}
      <p className="mt-14">
        <Link locale={locale} href="/" className="underline underline-offset-4">
          {t("shop")}
        </Link>
      </p>
    </>
  );
}
