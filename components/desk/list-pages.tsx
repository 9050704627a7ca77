import Link from "next/link";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";

type Props = {
  /** Where the list begins, from a later page. */
  first?: string | false;
  /** Where it goes on, unless it ends here. */
  next: string | false;
  locale: Locale;
};

/** The ways to the other pages of a list. */
export function ListPages({ first = false, next, locale }: Props) {
  const t = translator(locale, "desk");
  if (first === false && next === false) return null;
  return (
    <p className="mt-4 flex gap-3">
      {first !== false && (
        <Link href={first} className="desk-button">
          {t("paging.first")}
        </Link>
      )}
      {next !== false && (
        <Link href={next} className="desk-button">
          {t("paging.next")}
        </Link>
      )}
    </p>
  );
}
