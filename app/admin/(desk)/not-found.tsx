import { routing } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { readStaff } from "@/lib/staff/read-staff.server";

export default async function NothingHere() {
  const locale = (await readStaff())?.locale ?? routing.defaultLocale;
  const t = translator(locale, "desk");
  return (
    <div className="p-6">
      <h1 className="text-2xl font-medium">{t("notFound.title")}</h1>
      <p className="mt-2 mb-6 text-quiet">{t("notFound.text")}</p>
      <a href="/admin" className="desk-button">
        {t("notFound.back")}
      </a>
    </div>
  );
}
