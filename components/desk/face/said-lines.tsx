import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";

/** What a version of a setting said; null: what the project's files say. */
export function SaidLines({ lines, locale }: { lines: readonly string[] | null; locale: Locale }) {
  if (!lines) return <p className="text-quiet">{translator(locale, "desk-settings")("history.files")}</p>;
  return (
    <ul className="text-quiet [overflow-wrap:anywhere]">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
