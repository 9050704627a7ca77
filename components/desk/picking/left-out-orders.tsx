import Link from "next/link";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { LeftOutOrder } from "@/lib/desk/picking/read-pick-list.server";

/** Orders that were asked for and are not packed now, each with its reason. */
export function LeftOutOrders({ leftOut, locale }: { leftOut: readonly LeftOutOrder[]; locale: Locale }) {
  if (leftOut.length === 0) return null;
  const t = translator(locale, "desk-picking");
  const states = translator(locale, "orders");
  const why = (one: LeftOutOrder) => {
    switch (one.why) {
      case "state":
        return t("leftOut.state", { state: states(`status.${one.status}`) });
      case "aside":
        return t("leftOut.aside", { sku: one.sku, by: one.by });
      default:
        return t(`leftOut.${one.why}`);
    }
  };
  return (
    <section aria-labelledby="left-out" className="mb-4 rounded-xl border border-line p-4">
      <h2 id="left-out" className="mb-2 font-medium">
        {t("leftOut.title")}
      </h2>
      <ul className="grid gap-1">
        {leftOut.map((one) => (
          <li key={one.number}>
            {one.why === "unknown" ? (
              one.number
            ) : (
              <Link
                href={`/admin/orders/${one.number}`}
                prefetch={false}
                className="figures underline underline-offset-4"
              >
                {one.number}
              </Link>
            )}
            : {why(one)}
          </li>
        ))}
      </ul>
    </section>
  );
}
