import type { Locale } from "./routing";

export type ErrorPageTexts = { locale: Locale; title: string; text: string; again: string };

/**
 * What the last error page says, in every language, the default one first. `next.config.ts` builds it in, so that the browser gets these
 * few sentences and no file of messages.
 */
// biome-ignore lint/style/noProcessEnv: replaced by its value in the build, for the browser has no environment
export const errorPageTexts: readonly ErrorPageTexts[] = JSON.parse(process.env.ERROR_PAGE_TEXTS ?? "[]");
