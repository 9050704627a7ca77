import { Filled } from "@/components/ui/filled";
import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import { type LegalPage, legalPath } from "@/lib/legal/pages";

type Props = {
  locale: Locale;
  texts: Pick<Texts<"checkout">["elements"], "consent" | "consentTerms" | "consentWithdrawal">;
};

/** What holds for an order of a consumer, beside the button that makes it. Opens in another tab, as the form is filled in. */
export function ConsentLine({ locale, texts }: Props) {
  const link = (page: LegalPage, text: string) => (
    <a
      href={localPath(locale, legalPath(page))}
      target="_blank"
      rel="noopener"
      className="text-ink underline underline-offset-4"
    >
      {text}
    </a>
  );
  const values = {
    terms: link("terms", texts.consentTerms),
    withdrawal: link("returns", texts.consentWithdrawal),
  };
  return (
    <p className="text-[0.9375rem] text-quiet">
      <Filled text={texts.consent} values={values} />
    </p>
  );
}
