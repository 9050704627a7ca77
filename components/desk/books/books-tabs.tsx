import Link from "next/link";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";

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
    <nav aria-label={t("parts")} className="mb-4 flex flex-wrap gap-2">
      {TABS.map(([name, address]) => (
        <Link
          key={name}
          href={address}
          aria-current={name === here ? "page" : undefined}
          className="desk-button aria-[current]:border-ink aria-[current]:bg-sunken"
        >
          {t(name)}
        </Link>
      ))}
    </nav>
  );
}
