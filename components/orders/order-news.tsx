import { NewsBox, NewsFormNotice, type NewsQuery } from "@/components/news/news-box";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { OrderId } from "@/lib/base/ids";
import { shop } from "@/lib/config/shop";
import { db } from "@/lib/db/client";
import { readNewsState } from "@/lib/news/read.server";
import type { Shopper } from "@/lib/orders/owners/shopper";
import { newsAddressOf } from "@/lib/orders/views/news-address.server";

type Props = { orderId: OrderId; shopper: Shopper; query: NewsQuery; locale: Locale };

/**
 * Asks who has paid whether they want news. Whether they get them already is looked at for their own account's address alone: anybody may order with
 * somebody else's.
 */
export async function OrderNews({ orderId, shopper, query, locale }: Props) {
  if (!shop().news.asked) return null;
  const email = await newsAddressOf(orderId, shopper);
  if (email === null) return null;
  const isOwn = shopper.customer?.email === email;
  if (isOwn && (await readNewsState(db(), email)).state === "confirmed") return null;
  const isSent = query.news === "sent";
  return (
    <section id="news" aria-labelledby="order-news">
      <h2 id="order-news" className="display-face mb-4 text-heading">
        {translator(locale, "news")("title")}
      </h2>
      <NewsFormNotice query={query} locale={locale} />
      {!isSent && <NewsBox action={`/api/orders/${orderId}/news`} query={query} locale={locale} />}
    </section>
  );
}
