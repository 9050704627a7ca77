import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { DraftId } from "@/lib/base/ids";
import { DeskForm } from "../desk-form";
import { formTexts } from "../form-texts.server";
import { DraftFields, type DraftValues } from "./draft-fields";

type Props = {
  id: DraftId;
  /** The version that the form is made from; empty for a new draft. */
  seen: string;
  values: DraftValues;
  countries: readonly string[];
  rates: readonly { speed: string; name: string }[];
  locale: Locale;
};

/** Saves a draft, which nobody is told of yet. */
export function DraftForm({ id, seen, locale, ...fields }: Props) {
  const t = translator(locale, "desk-drafts");
  return (
    <DeskForm
      key={seen}
      method="PUT"
      action={`/api/admin/drafts/${id}`}
      then={`/admin/drafts/${id}`}
      texts={formTexts(locale)}
    >
      <input type="hidden" name="seen" value={seen} />
      <DraftFields {...fields} locale={locale} />
      <button type="submit" data-kind="primary" className="desk-button mt-4">
        {t("save")}
      </button>
    </DeskForm>
  );
}
