/** The name of this build, set by `next.config.ts`. A page whose name differs from that in the store's answers is older than what is deployed. */
export const BUILD = process.env.STORE_BUILD ?? "";
