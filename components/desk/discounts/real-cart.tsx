import Link from "next/link";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { formatMoney } from "@/lib/base/money";
import { minuteIn } from "@/lib/base/time-zone";
import { shopTimeZone } from "@/lib/config/shop";
import type { openCarts, readRealCart } from "@/lib/desk/discounts/real-cart.server";
import { TextField } from "../field";

type Props = {
  real: Awaited<ReturnType<typeof readRealCart>>;
  open: Awaited<ReturnType<typeof openCarts>>;
  locale: Locale;
};

/** Takes the cart of an order, or one that is open now, in place of a made-up one. */
export function RealCart({ real, open, locale }: Props) {
  const t = translator(locale, "desk-discounts");
  const timeZone = shopTimeZone();
  return (
    <section className="mb-6 grid gap-3 rounded-xl border border-line p-4">
      <form action="/admin/discounts/try" className="flex flex-wrap items-end gap-3">
        <TextField
          label={t("try.order")}
          name="order"
          required
          maxLength={20}
          autoComplete="off"
          defaultValue={real?.ok && real.origin.kind === "order" ? real.origin.number : ""}
        />
        <button type="submit" className="desk-button">
          {t("try.take")}
        </button>
      </form>
      {real && !real.ok && (
        <p role="alert" className="text-bad">
          {t(`try.refusals.${real.code}`)}
        </p>
      )}
      {real?.ok && (
        <p role="status">
          {real.origin.kind === "order" ? (
            <>
              {t("try.ofOrder", { total: formatMoney(real.origin.total, real.origin.currency, locale) })}{" "}
              <Link
                href={`/admin/orders/${real.origin.number}`}
                className="figures underline underline-offset-4"
              >
                {real.origin.number}
              </Link>
            </>
          ) : (
            t("try.ofCart", { time: minuteIn(real.origin.updatedAt, timeZone) })
          )}
        </p>
      )}
      {open.length > 0 && (
        <details>
          <summary className="cursor-pointer font-medium">{t("try.open")}</summary>
          <ul className="mt-2 grid gap-1">
            {open.map(({ id, country, codes, pieces, updatedAt }) => (
              <li key={id}>
                <Link
                  href={`/admin/discounts/try?cart=${encodeURIComponent(id)}`}
                  prefetch={false}
                  className="inline-block py-1 underline underline-offset-4"
                >
                  {t("try.openOne", { time: minuteIn(updatedAt, timeZone), pieces, country })}
                </Link>{" "}
                <span className="figures text-quiet">{codes.join(" ")}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
