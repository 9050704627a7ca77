import Link from "next/link";
import { translator } from "@/i18n/texts.server";
import type { Group } from "@/lib/customers/groups.server";
import { DeskForm } from "../desk-form";
import { ChoiceField } from "../field";
import { formTexts } from "../form-texts.server";
import { Section } from "../section";
import type { PersonProps } from "./person-facts";

type Props = PersonProps & { all: readonly Group[]; mayEdit: boolean };

/** The groups that the account is in, and the way into others. */
export function PersonGroups({ person: { account, groups }, all, mayEdit, locale }: Props) {
  const t = translator(locale, "desk-people");
  const others = all.filter(({ id }) => !groups.some((one) => one.id === id));
  const form = {
    method: "PUT",
    action: `/api/admin/people/${account.id}/groups`,
    texts: formTexts(locale),
  } as const;
  return (
    <Section title={t("groups.title")}>
      {groups.length === 0 && <p className="text-quiet">{t("groups.inNone")}</p>}
      <ul className="grid gap-2 empty:hidden">
        {groups.map(({ id, name }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <Link
              href={`/admin/people/groups/${id}`}
              prefetch={false}
              className="underline underline-offset-4 [overflow-wrap:anywhere]"
            >
              {name}
            </Link>
            {mayEdit && (
              <DeskForm {...form} className="ml-auto">
                <input type="hidden" name="groupId" value={id} />
                <input type="hidden" name="isIn" value="no" />
                <button type="submit" className="desk-button" aria-label={t("groups.takeOutOf", { name })}>
                  {t("groups.takeOut")}
                </button>
              </DeskForm>
            )}
          </li>
        ))}
      </ul>
      {mayEdit && others.length > 0 && (
        <DeskForm {...form} className="mt-3 grid justify-items-start gap-2">
          <ChoiceField label={t("groups.group")} name="groupId">
            {others.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </ChoiceField>
          <input type="hidden" name="isIn" value="yes" />
          <button type="submit" className="desk-button">
            {t("groups.putIn")}
          </button>
        </DeskForm>
      )}
    </Section>
  );
}
