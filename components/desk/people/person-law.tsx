import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { DeskForm } from "../desk-form";
import { formTexts } from "../form-texts.server";

type Props = {
  /** Of the calls about this person. */
  address: string;
  email: string;
  exportLead: string;
  eraseLead: string;
  locale: Locale;
  mayExport: boolean;
  mayErase: boolean;
};

/** What a person may ask for by law, and what comes of it. */
export function PersonLaw({ address, email, exportLead, eraseLead, locale, mayExport, mayErase }: Props) {
  const t = translator(locale, "desk-people");
  return (
    <div className="grid max-w-prose gap-4">
      <p>{exportLead}</p>
      {mayExport && (
        <form method="post" action={`${address}/export`}>
          <button type="submit" className="desk-button">
            {t("one.export")}
          </button>
        </form>
      )}
      <p className="border-t border-line pt-4">{eraseLead}</p>
      {mayErase && (
        <DeskForm
          method="DELETE"
          action={address}
          then="/admin/people"
          confirm={t("one.eraseConfirm", { email })}
          texts={formTexts(locale)}
        >
          <button type="submit" data-kind="danger" className="desk-button">
            {t("one.erase")}
          </button>
        </DeskForm>
      )}
    </div>
  );
}
