import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { DeskForm } from "@/components/desk/desk-form";
import { TextField } from "@/components/desk/field";
import { formTexts } from "@/components/desk/form-texts.server";
import { ListPages } from "@/components/desk/list-pages";
import { PageHead } from "@/components/desk/page-head";
import { PasteMembers } from "@/components/desk/people/paste-members";
import { Section } from "@/components/desk/section";
import { translator } from "@/i18n/texts.server";
import { inLocale } from "@/lib/base/i18n-text";
import { discountsOfGroup, findGroup, listMembers } from "@/lib/customers/groups.server";
import { db } from "@/lib/db/client";
import { groupParams } from "@/lib/desk/people/inputs";
import { hasRight } from "@/lib/model/staff";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/people/groups/[groupId]";

type Props = PageProps<typeof PAGE>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { groupId } = await params;
  const { locale } = await enterDesk(PAGE, `/admin/people/groups/${groupId}`);
  return { title: translator(locale, "desk-people")("groups.title") };
}

/** One group: who is in it, and the discounts that are for it alone. */
export default async function GroupPage({ params, searchParams }: Props) {
  const asked = await params;
  const path = `/admin/people/groups/${asked.groupId}`;
  const { locale, role } = await enterDesk(PAGE, path);
  const read = groupParams.safeParse(asked);
  const group = read.success ? await findGroup(db(), read.data.groupId) : null;
  if (!group) notFound();
  const { after: from } = await searchParams;
  const begin = typeof from === "string" && /^\w{1,64}$/.test(from) ? from : null;
  const [{ members, after }, discounts] = await Promise.all([
    listMembers(db(), group.id, begin),
    discountsOfGroup(db(), group.id),
  ]);
  const t = translator(locale, "desk-people");
  const form = formTexts(locale);
  return (
    <>
      <PageHead back={{ href: "/admin/people/groups", name: t("groups.all") }} title={group.name} />
      <div className="grid max-w-4xl gap-4">
        <Section title={t("groups.members")}>
          {members.length === 0 && <p className="text-quiet">{t("groups.nobody")}</p>}
          <ul className="grid gap-1 empty:hidden">
            {members.map(({ id, name, email }) => (
              <li key={id} className="[overflow-wrap:anywhere]">
                <Link href={`/admin/people/${id}`} prefetch={false} className="underline underline-offset-4">
                  {name ? `${name}, ${email}` : email}
                </Link>
              </li>
            ))}
          </ul>
          <ListPages
            first={begin !== null && path}
            next={after !== null && `${path}?${new URLSearchParams({ after })}`}
            locale={locale}
          />
        </Section>
        {hasRight(role, "people.edit") && (
          <Section title={t("groups.paste")}>
            <PasteMembers
              action={`/api${path}/members`}
              texts={{
                ...form,
                emails: t("groups.emails"),
                hint: t("groups.emailsHint"),
                add: t("groups.putIn"),
                remove: t("groups.takeOut"),
                changed: t("groups.changed", { count: "%" }),
                unknown: t("groups.unknown"),
              }}
            />
          </Section>
        )}
        <Section title={t("groups.discounts")}>
          {discounts.length === 0 && <p className="text-quiet">{t("groups.noDiscounts")}</p>}
          <ul className="grid gap-1 empty:hidden">
            {discounts.map(({ id, code, name }) => (
              <li key={id}>
                <Link
                  href={`/admin/discounts/${id}`}
                  prefetch={false}
                  className="underline underline-offset-4"
                >
                  {code ?? inLocale(name, locale)}
                </Link>
              </li>
            ))}
          </ul>
        </Section>
        {hasRight(role, "people.edit") && (
          <Section title={t("groups.rename")}>
            <DeskForm
              key={group.name}
              method="PUT"
              action={`/api${path}`}
              texts={form}
              className="flex flex-wrap items-end gap-3"
            >
              <div className="min-w-0 flex-1 basis-64">
                <TextField
                  label={t("groups.name")}
                  name="name"
                  defaultValue={group.name}
                  maxLength={60}
                  required
                  autoComplete="off"
                />
              </div>
              <input type="hidden" name="seen" value={group.name} />
              <button type="submit" className="desk-button">
                {t("groups.renameIt")}
              </button>
            </DeskForm>
          </Section>
        )}
        {hasRight(role, "people.edit") && (
          <DeskForm
            method="DELETE"
            action={`/api${path}`}
            then="/admin/people/groups"
            confirm={t("groups.removeConfirm", { name: group.name })}
            texts={form}
          >
            <button type="submit" data-kind="danger" className="desk-button">
              {t("groups.remove")}
            </button>
          </DeskForm>
        )}
      </div>
    </>
  );
}
