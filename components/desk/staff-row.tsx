import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { STAFF_ROLES, type StaffRole } from "@/lib/model/staff";
import { DeskForm } from "./desk-form";
import { formTexts } from "./form-texts.server";

type Props = { person: { id: string; email: string; role: StaffRole; endedAt: Date | null }; locale: Locale };

/** What an owner may change of somebody's account. */
export function StaffRow({ person, locale }: Props) {
  const t = translator(locale, "desk");
  const texts = formTexts(locale);
  const address = `/api/admin/staff/${person.id}`;
  const button = "desk-button";
  if (person.endedAt) {
    return (
      <DeskForm method="PATCH" action={address} texts={texts} className="mt-3">
        <button type="submit" name="ended" value="no" className={button}>
          {t("staff.open")}
        </button>
      </DeskForm>
    );
  }
  return (
    <div className="mt-3 flex flex-wrap items-end gap-2">
      <DeskForm method="PATCH" action={address} texts={texts} className="flex flex-wrap gap-2">
        <select
          name="role"
          aria-label={`${t("staff.role")}: ${person.email}`}
          defaultValue={person.role}
          className="desk-control w-auto"
        >
          {STAFF_ROLES.map((role) => (
            <option key={role} value={role}>
              {t(`roles.${role}`)}
            </option>
          ))}
        </select>
        <button type="submit" className={button}>
          {t("staff.change")}
        </button>
      </DeskForm>
      <DeskForm method="DELETE" action={`${address}/sessions`} texts={texts}>
        <button type="submit" className={button}>
          {t("staff.signOut")}
        </button>
      </DeskForm>
      <DeskForm
        method="DELETE"
        action={`${address}/second-factor`}
        texts={texts}
        confirm={t("staff.confirmNewApp")}
      >
        <button type="submit" className={button}>
          {t("staff.newApp")}
        </button>
      </DeskForm>
      <DeskForm method="PATCH" action={address} texts={texts} confirm={t("staff.confirmEnd")}>
        <button type="submit" name="ended" value="yes" data-kind="danger" className={button}>
          {t("staff.end")}
        </button>
      </DeskForm>
    </div>
  );
}
