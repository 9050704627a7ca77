import { ownStore } from "./own-store";
import { test as base } from "./test";

/** A store of their own for journeys that change what the whole shop is set to. Those of a file run one after another in it. */
export const test = base.extend<object, { settingsStore: string }>({
  settingsStore: [
    async ({ browserName: _ }, use) => {
      const store = await ownStore({});
      await use(store.url);
      await store.stop();
    },
    { scope: "worker", timeout: 180_000 },
  ],
  baseURL: async ({ settingsStore }, use) => {
    await use(settingsStore);
  },
});
