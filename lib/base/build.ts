/**
 * Names the build that this code is part of, in the browser as on the server: `next.config.ts` writes it in. A page whose name is
 * not the one that the store answers with is older than what is deployed.
 */
export const BUILD = process.env.STORE_BUILD ?? "";
