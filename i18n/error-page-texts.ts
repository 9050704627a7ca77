import type { Locale } from "./routing";

export type ErrorPageTexts = { locale: Locale; title: string; text: string; again: string };

/** The last error page's texts in all languages, the default first. `next.config.ts` builds them in, so that the browser needs no messages. */
// biome-ignore lint/style/noProcessEnv: replaced by its value in the build, for the browser has no environment
export const errorPageTexts: readonly ErrorPageTexts[] = JSON.parse(process.env.ERROR_PAGE_TEXTS ?? "[]");
