import { parseArgs } from "node:util";
import { blankVariables } from "../../scripts/local/environment";
import { PROGRAMS, runNode } from "../../scripts/local/run";
import { Bank } from "./bank";
import { endFaults, FAULTS } from "./faults/kinds";
import { faultsOf } from "./faults/schedule";
import { checkDiscounts } from "./invariants/discounts";
import { checkEffects } from "./invariants/effects";
import type { Finding } from "./invariants/finding";
import { checkMoney } from "./invariants/money";
import { checkAnswers, checkLogs, checkNothingStuck } from "./invariants/rest";
import { checkStock } from "./invariants/stock";
import { Journal } from "./journal";
import { type ChaosOptions, readOptions } from "./options";
import { personOf, planOf } from "./plan";
import { seeded } from "./random";
import { letAnHourPass, recover } from "./recovery";
import { print } from "./report";
import { takePart } from "./shopper/take-part";
import { fillCart, fillShelves, type Shelves } from "./stock";
import { DIST, startWorld, type World } from "./world";

/** A storm of shoppers and faults, then peace, then the count. */
async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: {
      orders: { type: "string" },
      long: { type: "boolean", default: false },
      seed: { type: "string" },
      "at-once": { type: "string" },
      "no-build": { type: "boolean", default: false },
    },
  });
  const options = readOptions(values);
  console.log(`chaos: ${options.orders} shoppers, seed ${options.seed}`);
  console.log(`again: npm run test:chaos -- --orders ${options.orders} --seed ${options.seed}`);
  if (!values["no-build"]) {
    const env = { ...(await blankVariables()), NEXT_DIST_DIR: DIST, NEXT_TELEMETRY_DISABLED: "1" };
    if (!(await runNode([PROGRAMS.next, "build"], env))) return false;
  }
  const world = await startWorld();
  try {
    const shelves = await fillShelves(world, options.orders);
    const journal = new Journal();
    const bank = new Bank(world, options.seed);
    const began = Date.now();
    await storm(world, options, { shelves, journal, bank });
    const stormSeconds = (Date.now() - began) / 1000;
    const phase = (what: string) => console.log(`${what} (${((Date.now() - began) / 1000).toFixed(0)} s)`);
    phase("the storm is over");
    await endFaults(world);
    await bank.decide();
    await letAnHourPass(world);
    phase("an hour has passed");
    const recovery = await recover(world);
    phase("nothing is under way any more");
    const findings: Finding[] = [
      ...(await checkMoney(world)),
      ...(await checkStock(world, shelves)),
      ...(await checkDiscounts(world)),
      ...(await checkEffects(world, world.mail.messages)),
      ...(await checkNothingStuck(world, recovery)),
      ...checkLogs(world),
      ...checkAnswers(journal),
    ];
    print({ options, journal, recovery, stormSeconds, findings });
    return findings.every(({ broken }) => broken.length === 0);
  } finally {
    await world.stop();
  }
}

type Stage = { shelves: Shelves; journal: Journal; bank: Bank };

async function storm(
  world: World,
  { seed, orders, atOnce }: ChaosOptions,
  { shelves, journal, bank }: Stage,
): Promise<void> {
  const faults = faultsOf(seed, orders);
  const raging: Promise<void>[] = [];
  const aftermaths: Promise<void>[] = [];
  let next = 0;
  const breakWhatIsDue = () => {
    while (faults[0] && faults[0].at <= next) {
      const { kind, at } = faults.shift() ?? faults[0];
      console.log(`  shopper ${at}: ${kind}`);
      const fault = FAULTS[kind](world, seeded(seed, `fault ${kind} ${at}`));
      raging.push(fault.catch((error: unknown) => console.error(`  ${kind}: ${String(error)}`)));
    }
  };
  const visit = async () => {
    while (next < orders) {
      const number = next;
      next += 1;
      breakWhatIsDue();
      const plan = planOf(seed, number);
      const around = {
        stripeUrl: world.stripeUrl,
        person: personOf(plan),
        onPaid: async (paid: Parameters<Bank["afterPayment"]>[1]) => {
          aftermaths.push(bank.afterPayment(plan, paid));
        },
      };
      const cookie = await fillCart(world, shelves, plan);
      await takePart({ url: world.balancer.url, journal, plan, cookie, around });
    }
  };
  const heartbeat = setInterval(() => console.log(`  ${next} of ${orders} shoppers have come`), 10_000);
  await Promise.all(Array.from({ length: atOnce }, visit)).finally(() => clearInterval(heartbeat));
  await Promise.all(raging);
  await Promise.all(aftermaths);
}

main().then(
  (holds) => process.exit(holds ? 0 : 1),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
