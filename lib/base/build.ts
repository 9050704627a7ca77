/** The name of this build, written in by `next.config.ts`: a page with another name than the store's answers is older than what is deployed. */
export const BUILD = process.env.STORE_BUILD ?? "";
