import "server-only";
import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import { env } from "@/lib/config/env";
import { type Codec, signedValue } from "@/lib/http/signed-value";

export const CONFIRM_DAYS = 7;

const NUMBER = /^\d{1,15}$/;

/** The question that a link confirms, by its number, and until when: milliseconds since 1970. */
type Confirming = { eventId: number; until: number };

const confirming: Codec<Confirming> = {
  write: ({ eventId, until }) => `${eventId}-${until}`,
  read: (text) => {
    const [eventId = "", until = "", ...rest] = text.split("-");
    if (rest.length > 0 || !NUMBER.test(eventId) || !NUMBER.test(until)) return null;
    return { eventId: Number(eventId), until: Number(until) };
  },
};

const stopping: Codec<number> = {
  write: String,
  read: (text) => (NUMBER.test(text) ? Number(text) : null),
};

const confirmLink = signedValue("confirm news", confirming);
const stopLink = signedValue("stop news", stopping);

export const openConfirmLink = (token: string): Confirming | null =>
  confirmLink.open(token, env().AUTH_SECRET);

/** The number of the consent that a link ends. It works for good, as whoever has the e-mail may always stop. */
export const openStopLink = (token: string): number | null => stopLink.open(token, env().AUTH_SECRET);

type PageState = Record<"token" | "state", string>;

const pagePath = (page: "confirm" | "stop", locale: Locale, query: Partial<PageState>): string =>
  `${localPath(locale, `/news/${page}`)}?${new URLSearchParams(query)}`;

/** Both pages have a button: a mail scanner that opens links must not confirm, nor stop. */
export const confirmPage = (locale: Locale, query: Partial<PageState>) => pagePath("confirm", locale, query);
export const stopPage = (locale: Locale, query: Partial<PageState>) => pagePath("stop", locale, query);

const absolute = (path: string): string => new URL(path, env().STORE_URL).href;

export const confirmUrl = (locale: Locale, value: Confirming): string =>
  absolute(confirmPage(locale, { token: confirmLink.sign(value, env().AUTH_SECRET) }));

/** Where an e-mail's own words lead; `oneClick` is for the mail program's button (RFC 8058). Neither names the address. */
export function stopUrls(locale: Locale, consentId: number): { page: string; oneClick: string } {
  const token = stopLink.sign(consentId, env().AUTH_SECRET);
  return {
    page: absolute(stopPage(locale, { token })),
    oneClick: absolute(`/api/news/one-click?${new URLSearchParams({ token })}`),
  };
}
