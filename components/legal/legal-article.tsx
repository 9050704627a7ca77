import { getTranslations } from "next-intl/server";
import { Notice } from "@/components/ui/notice";
import type { Locale } from "@/i18n/routing";
import type { ShownLegalPage } from "@/lib/legal/legal-page.server";

type Props = { text: ShownLegalPage; locale: Locale; showsDraft: boolean };

/** A text of the law's, with the day on which it was last changed. */
export async function LegalArticle({ text, locale, showsDraft }: Props) {
  const t = await getTranslations({ locale, namespace: "legal" });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(
    new Date(text.updated),
  );
  return (
    <article className="shell py-12 md:py-16">
      <h1 className="display-face text-title">{text.title}</h1>
      <p className="mt-3 text-quiet">{t("updated", { day })}</p>
      {text.isDraft && showsDraft && (
        <div className="mt-6 max-w-prose">
          <Notice tone="warn">{t("draft")}</Notice>
        </div>
      )}
      <div
        className="legal-text mt-8 max-w-prose"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: micromark shows HTML in a text as text
        dangerouslySetInnerHTML={{ __html: text.html }}
      />
    </article>
  );
}
