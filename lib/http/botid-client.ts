/** Takes the place of the package `botid` in the browser, as `botid-server.ts` does on the server. */
export const initBotId = (_: { protect: { path: string; method: string }[] }): void => {};
