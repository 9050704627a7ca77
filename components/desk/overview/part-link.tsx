import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";

/** Takes a part of the overview out. */
export function PartLink({ part, query, locale }: { part: string; query: URLSearchParams; locale: Locale }) {
  return (
    <a href={`/api/admin/overview/${part}?${query}`} download className="underline underline-offset-4">
      {translator(locale, "desk-overview")("csv")}
    </a>
  );
}
