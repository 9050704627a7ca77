import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { STAFF_ROLES } from "@/lib/model/staff";

/** The way in on one's own machine, in any role. */
export function DemoStaff({ locale, next }: { locale: Locale; next: string }) {
  const t = translator(locale, "desk");
  return (
    <section aria-labelledby="demo" className="rounded-xl border border-line bg-raised p-5">
      <h2 id="demo" className="font-medium">
        {t("signIn.demoTitle")}
      </h2>
      <p className="mt-1 text-[0.9375rem] text-quiet">{t("signIn.demoLead")}</p>
      <form method="post" action="/api/demo/staff-sign-in" className="mt-4 flex flex-wrap gap-2">
        <input type="hidden" name="next" value={next} />
        {STAFF_ROLES.map((role) => (
          <button
            key={role}
            type="submit"
            name="role"
            value={role}
            className="desk-button"
            data-kind={role === "owner" ? "primary" : undefined}
          >
            {role === "owner" ? t("signIn.demoOwner") : t(`roles.${role}`)}
          </button>
        ))}
      </form>
    </section>
  );
}
