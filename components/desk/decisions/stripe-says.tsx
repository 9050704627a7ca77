import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { currency, formatMoney } from "@/lib/base/money";
import { env } from "@/lib/config/env";
import type { OrderDesk } from "@/lib/desk/decisions/order-desk.server";
import { dashboardUrl } from "@/lib/stripe/dashboard-url";

/** What Stripe has at this moment, to decide by. */
export function StripeSaysPart({ says, locale }: { says: OrderDesk["stripeSays"]; locale: Locale }) {
  const t = translator(locale, "decisions");
  if (says?.length === 0) return null;
  return (
    <section aria-labelledby="stripe-says" className="mb-8 max-w-prose">
      <h2 id="stripe-says" className="text-lg font-medium">
        {t("stripe.title")}
      </h2>
      {says === null ? (
        <p className="mt-2 text-warn">{t("stripe.away")}</p>
      ) : (
        <ul className="mt-2 grid gap-2">
          {says.map((one) => {
            const money = (amount: number) => formatMoney(amount, currency(one.currency), locale);
            return (
              <li key={one.id}>
                <p>
                  {[
                    t(`stripe.states.${one.state}`, { received: money(one.received) }),
                    one.capturable > 0 && t("stripe.capturable", { amount: money(one.capturable) }),
                    one.refunded > 0 && t("stripe.refunded", { amount: money(one.refunded) }),
                    one.isDisputed && t("stripe.disputed"),
                  ]
                    .filter(Boolean)
                    .join(" ")}
                </p>
                <p className="text-quiet">
                  <a
                    href={dashboardUrl(one.id, "payment", env())}
                    rel="noreferrer"
                    className="underline underline-offset-4 [overflow-wrap:anywhere]"
                  >
                    {one.id}
                  </a>
                </p>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
