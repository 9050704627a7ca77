import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { ChoiceLinks } from "../choice-links";

const TABS = [
  ["payouts", "/admin/books"],
  ["statement", "/admin/books/statement"],
  ["tax", "/admin/books/vat"],
] as const;

type Props = { here: (typeof TABS)[number][0]; locale: Locale };

/** The parts of the books. */
export function BooksTabs({ here, locale }: Props) {
  const t = translator(locale, "desk-books");
  return (
    <ChoiceLinks
      label={t("parts")}
      choices={TABS.map(([name, href]) => ({ href, name: t(name), isHere: name === here }))}
    />
  );
}
