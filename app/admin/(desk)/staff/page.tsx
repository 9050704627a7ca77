import type { Metadata } from "next";
import { Badge } from "@/components/desk/badge";
import { DeskForm } from "@/components/desk/desk-form";
import { ChoiceField, TextField } from "@/components/desk/field";
import { formTexts } from "@/components/desk/form-texts.server";
import { PageHead } from "@/components/desk/page-head";
import { StaffRow } from "@/components/desk/staff-row";
import { translator } from "@/i18n/texts.server";
import { STAFF_ROLES } from "@/lib/model/staff";
import { enterDesk } from "@/lib/staff/enter-desk.server";
import { listStaff } from "@/lib/staff/manage.server";

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await enterDesk("/admin/staff");
  return { title: translator(locale, "desk")("pages./admin/staff") };
}

export default async function StaffPage() {
  const { locale } = await enterDesk("/admin/staff");
  const t = translator(locale, "desk");
  const everybody = await listStaff();
  return (
    <>
      <PageHead title={t("pages./admin/staff")} lead={t("staff.lead")} />
      <ul className="grid gap-3">
        {everybody.map((person) => (
          <li key={person.id} className="rounded-xl border border-line bg-raised p-4">
            <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <div className="min-w-0 flex-1">
                <p className="font-medium">{person.name || person.email}</p>
                <p className="text-quiet">{person.email}</p>
              </div>
              <p className="flex flex-wrap gap-2">
                <Badge tone={person.endedAt ? "bad" : person.joinedAt ? "good" : "warn"}>
                  {t(person.endedAt ? "staff.ended" : person.joinedAt ? "staff.joined" : "staff.invited")}
                </Badge>
                <Badge>{t(`roles.${person.role}`)}</Badge>
                {!person.hasSecondFactor && <Badge tone="warn">{t("staff.noApp")}</Badge>}
                <Badge>{t("staff.sessions", { count: person.sessions })}</Badge>
              </p>
            </div>
            <StaffRow person={person} locale={locale} />
          </li>
        ))}
      </ul>
      <section aria-labelledby="invite" className="mt-8 max-w-xl rounded-xl border border-line p-4">
        <h2 id="invite" className="mb-4 text-lg font-medium">
          {t("staff.inviteTitle")}
        </h2>
        <DeskForm clears action="/api/admin/staff" texts={formTexts(locale)} className="grid gap-4">
          <TextField label={t("staff.email")} name="email" type="email" required maxLength={254} />
          <TextField label={t("staff.name")} name="name" maxLength={100} />
          <ChoiceField label={t("staff.role")} name="role" defaultValue="read_only">
            {STAFF_ROLES.map((role) => (
              <option key={role} value={role}>
                {t(`roles.${role}`)}
              </option>
            ))}
          </ChoiceField>
          <button type="submit" data-kind="primary" className="desk-button justify-self-start">
            {t("staff.invite")}
          </button>
        </DeskForm>
      </section>
    </>
  );
}
