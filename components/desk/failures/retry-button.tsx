import type { Locale } from "@/i18n/routing";
import { DeskForm } from "../desk-form";
import { formTexts } from "../form-texts.server";

type Props = { kind: "events" | "jobs"; id?: string | number; label: string; name: string; locale: Locale };

/** Tries one again, or all. `name` says which for those who don't see the row. */
export function RetryButton({ kind, id, label, name, locale }: Props) {
  return (
    <DeskForm action={`/api/admin/failures/${kind}`} texts={formTexts(locale)}>
      {id !== undefined && <input type="hidden" name={kind === "events" ? "eventId" : "jobId"} value={id} />}
      <button type="submit" aria-label={`${label}: ${name}`} className="desk-button">
        {label}
      </button>
    </DeskForm>
  );
}
