import Link from "next/link";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { MissingWords } from "@/lib/desk/settings/missing-words.server";
import { legalPage } from "@/lib/legal/legal-page.server";

/** `language` is the one that is looked at, `locale` the reader's. */
type Props = { missing: MissingWords; language: Locale; locale: Locale };

/** What the shop does not say in a language yet, with where that is written. */
export function MissingList({ missing, language, locale }: Props) {
  const t = translator(locale, "desk-languages");
  const lists = (["goods", "categories", "collections"] as const).filter(
    (kind) => missing[kind].some.length > 0,
  );
  if (lists.length === 0 && missing.legal.length === 0 && missing.shop.length === 0)
    return <p>{t("complete")}</p>;
  return (
    <dl className="grid gap-3">
      {lists.map((kind) => (
        <div key={kind}>
          <dt className="font-medium">{t(`missing.${kind}`)}</dt>
          <dd className="flex flex-wrap gap-x-4 [overflow-wrap:anywhere]">
            {missing[kind].some.map(({ href, name }) => (
              <Link key={href} href={href} prefetch={false} className="py-0.5 underline underline-offset-4">
                {name}
              </Link>
            ))}
            {missing[kind].hasMore && <span className="py-0.5 text-quiet">{t("missing.more")}</span>}
          </dd>
        </div>
      ))}
      {missing.legal.length > 0 && (
        <div>
          <dt className="font-medium">{t("missing.legal")}</dt>
          <dd className="flex flex-wrap gap-x-4">
            {missing.legal.map(({ page, isDraft }) => (
              <Link
                key={page}
                href={`/admin/settings/legal/${page}?language=${language}`}
                prefetch={false}
                className="py-0.5 underline underline-offset-4"
              >
                {t(isDraft ? "missing.draft" : "missing.none", { title: legalPage(page, locale).title })}
              </Link>
            ))}
          </dd>
        </div>
      )}
      {missing.shop.length > 0 && (
        <div>
          <dt className="font-medium">{t("missing.shop")}</dt>
          <dd>
            <Link href="/admin/settings/face" prefetch={false} className="underline underline-offset-4">
              {missing.shop.join(", ")}
            </Link>
          </dd>
        </div>
      )}
    </dl>
  );
}
