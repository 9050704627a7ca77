import type { Bank } from "./bank";
import type { BrowserDoor } from "./browser/door";
import { FAULTS } from "./faults/kinds";
import { faultsOf } from "./faults/schedule";
import type { Journal } from "./journal";
import type { ChaosOptions } from "./options";
import { browserShoppers, personOf, planOf } from "./plan";
import { seeded } from "./random";
import { takePart } from "./shopper/take-part";
import { fillCart, type Shelves } from "./stock";
import { stepDone, underWay, waitFor } from "./waits";
import type { World } from "./world";

/** Restarts of a process wait for each other, so several faults together may take minutes. */
const FAULT_MS = 8 * 60_000;
const AFTERMATH_MS = 3 * 60_000;
const HEARTBEAT_MS = 10_000;

type Stage = { shelves: Shelves; journal: Journal; bank: Bank; browser: BrowserDoor | null };

/** All shoppers, so many at once, while one fault after another begins. */
export async function storm(
  world: World,
  { seed, orders, atOnce, browsers }: ChaosOptions,
  { shelves, journal, bank, browser }: Stage,
): Promise<void> {
  const faults = faultsOf(seed, orders);
  const inBrowser = browserShoppers(seed, orders, browsers);
  const raging: Promise<void>[] = [];
  const aftermaths: Promise<void>[] = [];
  let next = 0;
  const begin = ({ kind, at }: (typeof faults)[number]) => {
    console.log(`  shopper ${at}: ${kind}`);
    const fault = waitFor(`the fault ${kind}`, FAULT_MS, () =>
      FAULTS[kind](world, seeded(seed, `fault ${kind} ${at}`)),
    );
    raging.push(
      fault.catch((error: unknown) => console.error(`  ${kind}: ${String(error)}`)).finally(stepDone),
    );
  };
  const visit = async () => {
    while (next < orders) {
      const number = next;
      next += 1;
      while (faults[0] && faults[0].at <= number) begin(faults.shift() ?? faults[0]);
      const plan = planOf(seed, number);
      const around = {
        stripeUrl: world.stripeUrl,
        person: personOf(plan),
        onPaid: async (paid: Parameters<Bank["afterPayment"]>[1]) => {
          const after = () => bank.afterPayment(plan, paid);
          aftermaths.push(
            waitFor(`what follows shopper ${number}'s payment`, AFTERMATH_MS, after).catch((error: unknown) =>
              console.error(`  ${String(error)}`),
            ),
          );
        },
      };
      const cookie = await fillCart(world, shelves, plan);
      const door = inBrowser.has(number) ? browser : null;
      await takePart({ url: world.balancer.url, journal, plan, cookie, around, door });
      stepDone();
    }
  };
  const heartbeat = setInterval(() => {
    const [longest] = underWay();
    console.log(`  ${next} of ${orders} shoppers have come${longest ? ` (longest wait: ${longest})` : ""}`);
  }, HEARTBEAT_MS);
  await Promise.all(Array.from({ length: atOnce }, visit)).finally(() => clearInterval(heartbeat));
  await Promise.all(raging);
  await Promise.all(aftermaths);
}
