import type { Locale } from "@/i18n/routing";

/** What an e-mail says of itself, sent or filed. */
export const ownHeaders = ({
  locale,
  unsubscribeUrl,
}: {
  locale: Locale;
  unsubscribeUrl?: string;
}): Record<string, string> => ({
  "Content-Language": locale,
  ...(unsubscribeUrl && {
    "List-Unsubscribe": `<${unsubscribeUrl}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  }),
});
