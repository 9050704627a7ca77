import { expect } from "@playwright/test";
import { type Guard, guardAgainstLive } from "./live-guard";
import { OwnOrders } from "./own-orders";
import { Stranger } from "./stranger";
import { storeAtHand } from "./surroundings";
import { taggedAddress, targetOfJourneys } from "./target";
import { test as base } from "./test";

type Fixtures = {
  /** What keeps the browser from changing what it must not. */
  guard: Guard;
  stranger: Stranger;
  /** What the browser has ordered, which is given back at the end, however the journey ends. */
  orders: OwnOrders;
  /** An address of this journey alone, with the run's tag. */
  email: string;
};

/** For journeys in a store that runs somewhere, of which nothing is known but its address. */
export const deploymentTest = base.extend<Fixtures>({
  guard: [
    async ({ context }, use) => {
      const target = targetOfJourneys();
      const readOnly = target.kind !== "deployment" || target.readOnly;
      const guard = await guardAgainstLive(context, { readOnly });
      await use(guard);
      expect(guard.stopped, "requests that were not let out").toEqual([]);
    },
    { auto: true },
  ],
  stranger: async ({ page }, use) => {
    await use(new Stranger(page));
  },
  orders: async ({ page }, use, info) => {
    const target = targetOfJourneys();
    const orders = new OwnOrders(target.kind === "deployment" ? target.stripe : null);
    orders.watch(page);
    await use(orders);
    for (const line of await orders.giveBack()) {
      console.log(line);
      info.annotations.push({ type: "order", description: line });
    }
  },
  email: async ({ browserName: _ }, use, { testId }) => {
    const target = targetOfJourneys();
    const email = target.kind === "deployment" ? target.email : "journeys@example.com";
    await use(taggedAddress(email, `${storeAtHand().run}-${testId.slice(0, 6)}`));
  },
});
