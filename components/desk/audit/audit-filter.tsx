import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { AUDIT_SUBJECTS } from "@/lib/model/staff";
import type { listAuditedStaff } from "@/lib/staff/read-audit.server";
import { ChoiceField, TextField } from "../field";

type Props = {
  asked: { about: string; kind: string; who: string };
  people: Awaited<ReturnType<typeof listAuditedStaff>>;
  locale: Locale;
};

/** What is asked of the log, as a form that works without a script. */
export function AuditFilterForm({ asked, people, locale }: Props) {
  const t = translator(locale, "desk");
  return (
    <search className="mb-4">
      <form
        action="/admin/audit"
        className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-[2fr_1fr_1fr_auto]"
      >
        <TextField
          label={t("audit.about")}
          name="about"
          type="search"
          placeholder={t("audit.aboutHint")}
          maxLength={200}
          defaultValue={asked.about}
        />
        <ChoiceField label={t("audit.kind")} name="kind" defaultValue={asked.kind}>
          <option value="">{t("audit.all")}</option>
          {AUDIT_SUBJECTS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`audit.subjects.${kind}`)}
            </option>
          ))}
        </ChoiceField>
        <ChoiceField label={t("audit.who")} name="who" defaultValue={asked.who}>
          <option value="">{t("audit.all")}</option>
          {people.map(({ id, name, email }) => (
            <option key={id} value={id}>
              {name || email}
            </option>
          ))}
        </ChoiceField>
        <button type="submit" className="desk-button">
          {t("audit.show")}
        </button>
      </form>
    </search>
  );
}
