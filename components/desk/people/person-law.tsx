import { translator } from "@/i18n/texts.server";
import { DeskForm } from "../desk-form";
import { formTexts } from "../form-texts.server";
import type { PersonProps } from "./person-facts";

type Props = PersonProps & { mayExport: boolean; mayErase: boolean };

/** What a person may ask for by law, and what comes of it. */
export function PersonLaw({ person: { account }, locale, mayExport, mayErase }: Props) {
  const t = translator(locale, "desk-people");
  const address = `/api/admin/people/${account.id}`;
  return (
    <div className="grid max-w-prose gap-4">
      <p>{t("one.exportLead")}</p>
      {mayExport && (
        <form method="post" action={`${address}/export`}>
          <button type="submit" className="desk-button">
            {t("one.export")}
          </button>
        </form>
      )}
      <p className="border-t border-line pt-4">{t("one.eraseLead")}</p>
      {mayErase && (
        <DeskForm
          method="DELETE"
          action={address}
          then="/admin/people"
          confirm={t("one.eraseConfirm", { email: account.email })}
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
