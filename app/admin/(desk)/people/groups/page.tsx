import type { Metadata } from "next";
import Link from "next/link";
import { DeskForm } from "@/components/desk/desk-form";
import { TextField } from "@/components/desk/field";
import { formTexts } from "@/components/desk/form-texts.server";
import { PageHead } from "@/components/desk/page-head";
import { WideTable } from "@/components/desk/wide-table";
import { translator } from "@/i18n/texts.server";
import { listGroupSizes, MOST_MEMBERS_COUNTED } from "@/lib/customers/groups.server";
import { db } from "@/lib/db/client";
import { hasRight } from "@/lib/model/staff";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/people/groups";

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await enterDesk(PAGE);
  return { title: translator(locale, "desk-people")("groups.title") };
}

/** The groups that accounts are put into by hand. */
export default async function GroupsPage() {
  const { locale, role } = await enterDesk(PAGE);
  const groups = await listGroupSizes(db());
  const t = translator(locale, "desk-people");
  return (
    <>
      <PageHead
        back={{ href: "/admin/people", name: t("one.back") }}
        title={t("groups.title")}
        lead={t("groups.lead")}
      />
      {groups.length === 0 ? (
        <p>{t("groups.none")}</p>
      ) : (
        <WideTable
          columns={[t("groups.name"), { name: t("groups.members"), end: true }]}
          label={t("groups.title")}
        >
          <tbody>
            {groups.map(({ id, name, members }) => (
              <tr key={id}>
                <th scope="row">
                  <Link
                    href={`${PAGE}/${id}`}
                    prefetch={false}
                    className="text-ink underline underline-offset-4 [overflow-wrap:anywhere]"
                  >
                    {name}
                  </Link>
                </th>
                <td className="figures text-end">
                  {members > MOST_MEMBERS_COUNTED ? `${MOST_MEMBERS_COUNTED}+` : members}
                </td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
      {hasRight(role, "people.edit") && (
        <DeskForm
          action="/api/admin/people/groups"
          clears
          texts={formTexts(locale)}
          className="mt-8 grid max-w-md justify-items-start gap-3"
        >
          <TextField label={t("groups.newName")} name="name" maxLength={60} required autoComplete="off" />
          <button type="submit" className="desk-button">
            {t("groups.make")}
          </button>
        </DeskForm>
      )}
    </>
  );
}
