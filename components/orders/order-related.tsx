import { Filled } from "@/components/ui/filled";
import { Untranslated } from "@/components/ui/untranslated";
import type { Locale } from "@/i18n/routing";
import { textsFor } from "@/i18n/texts.server";
import type { OrderId } from "@/lib/base/ids";
import { relatedOrders } from "@/lib/drafts/related-orders.server";
import type { Shopper } from "@/lib/orders/owners/shopper";

type Props = { orderId: OrderId; shopper: Shopper; locale: Locale };

/** Leads to the orders that this one's goods were changed or exchanged against. */
export async function OrderRelated({ orderId, shopper, locale }: Props) {
  const related = await relatedOrders(orderId, shopper, locale);
  if (related.length === 0) return null;
  const texts = textsFor(locale, "orders").related;
  return (
    <section aria-labelledby="order-related">
      <h2 id="order-related" className="display-face text-heading">
        {texts.title}
      </h2>
      <ul className="mt-3 grid max-w-prose gap-2">
        {related.map(({ kind, number, href }) => {
          const shown = <Untranslated>{number}</Untranslated>;
          const value = href ? (
            <a href={href} className="underline underline-offset-4">
              {shown}
            </a>
          ) : (
            shown
          );
          return (
            <li key={`${kind} ${number}`}>
              <Filled text={texts[kind]} values={{ number: value }} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
