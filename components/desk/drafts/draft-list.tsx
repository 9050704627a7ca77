import Link from "next/link";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { formatMoney } from "@/lib/base/money";
import { shopTimeZone } from "@/lib/config/shop";
import type { ListedDraft } from "@/lib/drafts/list-drafts.server";
import { Badge } from "../badge";
import { WideTable } from "../wide-table";
import { DRAFT_TONES } from "./draft-tone";

/** A row for each draft. */
export function DraftList({ drafts, locale }: { drafts: readonly ListedDraft[]; locale: Locale }) {
  const t = translator(locale, "desk-drafts");
  const time = new Intl.DateTimeFormat(locale, {
    ...{ dateStyle: "medium", timeStyle: "short", timeZone: shopTimeZone() },
  });
  const columns = [
    t("columns.made"),
    t("columns.person"),
    t("columns.state"),
    t("columns.goods"),
    t("columns.by"),
    t("columns.order"),
  ];
  return (
    <WideTable label={t("listLabel")} columns={columns} className="min-w-3xl">
      <tbody>
        {drafts.map((draft) => (
          <tr key={draft.id}>
            <th scope="row" className="whitespace-nowrap">
              <Link
                href={`/admin/drafts/${draft.id}`}
                prefetch={false}
                className="font-medium text-ink underline underline-offset-4"
              >
                <time dateTime={draft.createdAt.toISOString()}>{time.format(draft.createdAt)}</time>
              </Link>
            </th>
            <td className="min-w-40 [overflow-wrap:anywhere]">{draft.email ?? t("noEmail")}</td>
            <td>
              <Badge tone={DRAFT_TONES[draft.state]}>{t(`states.${draft.state}`)}</Badge>
              {draft.state === "sent" && draft.expiresAt && (
                <span className="block text-quiet">
                  {t("untilTime", { time: time.format(draft.expiresAt) })}
                </span>
              )}
            </td>
            <td className="whitespace-nowrap">
              {draft.state === "paid" && draft.total !== null && draft.currency
                ? formatMoney(draft.total, draft.currency, locale)
                : t("pieces", { count: draft.pieces })}
            </td>
            <td className="[overflow-wrap:anywhere]">{draft.by}</td>
            <td>
              {draft.number && (
                <Link
                  href={`/admin/orders/${draft.number}`}
                  prefetch={false}
                  className="figures underline underline-offset-4"
                >
                  {draft.number}
                </Link>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}
