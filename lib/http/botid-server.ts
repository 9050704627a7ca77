/** Takes the place of the package `botid`, which a merchant may install: docs/limits.md. With it `next.config.ts` puts the package here. */
export const checkBotId = async (): Promise<{ isBot: boolean }> => ({ isBot: false });
