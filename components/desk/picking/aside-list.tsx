import Link from "next/link";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { shopTimeZone } from "@/lib/config/shop";
import type { Aside } from "@/lib/desk/picking/asides.server";
import { DeskForm } from "../desk-form";
import { formTexts } from "../form-texts.server";

/** Orders that wait for a piece that nobody found. */
export function AsideList({ asides, locale }: { asides: readonly Aside[]; locale: Locale }) {
  const t = translator(locale, "desk-picking");
  const time = new Intl.DateTimeFormat(locale, {
    ...{ dateStyle: "medium", timeStyle: "short", timeZone: shopTimeZone() },
  });
  return (
    <ul className="divide-y divide-line">
      {asides.map(({ number, sku, at, by }) => (
        <li key={number} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2">
          <div className="min-w-0 flex-1">
            <Link
              href={`/admin/orders/${number}`}
              prefetch={false}
              className="figures font-medium underline underline-offset-4"
            >
              {number}
            </Link>
            <p className="text-quiet">{t("aside.why", { sku, by, time: time.format(at) })}</p>
          </div>
          <DeskForm
            method="DELETE"
            action={`/api/admin/orders/${number}/aside`}
            texts={formTexts(locale)}
            className="shrink-0"
          >
            <button
              type="submit"
              aria-label={t("aside.takeUpOf", { number })}
              className="desk-button min-h-11"
            >
              {t("aside.takeUp")}
            </button>
          </DeskForm>
        </li>
      ))}
    </ul>
  );
}
