import Link from "next/link";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { StaffId } from "@/lib/base/ids";
import { formatMoney } from "@/lib/base/money";
import { shopTimeZone } from "@/lib/config/shop";
import { auditActionKey } from "@/lib/model/staff";
import type { listWaitingApprovals } from "@/lib/staff/second-person.server";
import { DeskForm } from "../desk-form";
import { formTexts } from "../form-texts.server";
import { WideTable } from "../wide-table";

type Props = {
  waiting: Awaited<ReturnType<typeof listWaitingApprovals>>;
  /** Who looks: they can't be the second person for what they asked themselves. */
  staffId: StaffId;
  locale: Locale;
};

export function WaitingApprovals({ waiting, staffId, locale }: Props) {
  const t = translator(locale, "desk");
  const time = new Intl.DateTimeFormat(locale, {
    ...{ dateStyle: "medium", timeStyle: "short" },
    timeZone: shopTimeZone(),
  });
  return (
    <WideTable
      label={t("pages./admin/approvals")}
      className="[overflow-wrap:normal]"
      columns={[
        t("approvals.what"),
        { name: t("approvals.amount"), end: true, wide: true },
        { name: t("approvals.who"), wide: true },
        t("approvals.answer"),
      ]}
    >
      <tbody>
        {waiting.map((one) => {
          const isOwn = one.askedBy === staffId;
          const amount = formatMoney(one.amount, one.currency, locale);
          const asked = `${one.name}, ${time.format(one.askedAt)}`;
          return (
            <tr key={one.id}>
              <th scope="row">
                <Link href={one.page} prefetch={false} className="underline underline-offset-4">
                  {t(`audit.actions.${auditActionKey(one.action)}`)}
                </Link>
                <span className="figures block text-quiet">{one.subjectId}</span>
                <span className="figures block sm:hidden">{amount}</span>
                <span className="block font-normal text-quiet sm:hidden">{asked}</span>
              </th>
              <td className="figures text-end whitespace-nowrap max-sm:hidden">{amount}</td>
              <td className="max-sm:hidden">
                {one.name}
                <span className="block text-quiet">{time.format(one.askedAt)}</span>
              </td>
              <td>
                <p className="mb-2 max-w-prose">{t(isOwn ? "approvals.own" : "approvals.other")}</p>
                <DeskForm
                  method="DELETE"
                  action={`/api/admin/approvals/${one.id}`}
                  texts={formTexts(locale)}
                  className="flex flex-wrap gap-2"
                >
                  {!isOwn && (
                    <Link href={one.page} prefetch={false} className="desk-button">
                      {t("approvals.look")}
                    </Link>
                  )}
                  <button type="submit" className="desk-button" data-kind="danger">
                    {t(isOwn ? "approvals.takeBack" : "approvals.decline")}
                  </button>
                </DeskForm>
              </td>
            </tr>
          );
        })}
      </tbody>
    </WideTable>
  );
}
