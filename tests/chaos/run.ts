import { parseArgs } from "node:util";
import { blankVariables } from "../../scripts/local/environment";
import { PROGRAMS, runNode } from "../../scripts/local/run";
import { Bank } from "./bank";
import { openDoor } from "./browser/door";
import { endFaults } from "./faults/kinds";
import { checkDiscounts } from "./invariants/discounts";
import { checkEffects } from "./invariants/effects";
import type { Finding } from "./invariants/finding";
import { checkMoney } from "./invariants/money";
import { checkAnswers, checkLogs, checkNothingStuck } from "./invariants/rest";
import { checkStock } from "./invariants/stock";
import { Journal } from "./journal";
import { type ChaosOptions, commandOf, readOptions } from "./options";
import { letAnHourPass, recover } from "./recovery";
import { type Phase, print, STORM } from "./report";
import { fillShelves } from "./stock";
import { storm } from "./storm";
import { stepDone, waitFor, watch } from "./waits";
import { DIST, startWorld, type World } from "./world";

/** Longer than a shopper is patient and than a round lasts; something ends more often than that in every phase. */
const NOTHING_MS = 6 * 60_000;
const PHASE_MS = 25 * 60_000;

/** A storm of shoppers and faults, then peace, then the count. */
async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: {
      orders: { type: "string" },
      long: { type: "boolean", default: false },
      seed: { type: "string" },
      "at-once": { type: "string" },
      browsers: { type: "string" },
      "no-build": { type: "boolean", default: false },
    },
  });
  const options = readOptions(values);
  console.log(`chaos: ${options.orders} shoppers, seed ${options.seed}\nagain: ${commandOf(options)}`);
  const phases: Phase[] = [];
  let current = "start";
  const phase = async <Result>(name: string, work: () => Promise<Result>): Promise<Result> => {
    current = name;
    const began = Date.now();
    const result = await work();
    phases.push({ name, ms: Date.now() - began });
    stepDone();
    console.log(`${name}: ${((Date.now() - began) / 1000).toFixed(0)} s`);
    return result;
  };
  if (!values["no-build"] && !(await phase("build", build))) return false;
  const stopWatching = watch(NOTHING_MS, () => current, commandOf(options));
  const world = await phase("start", startWorld);
  try {
    return await runThrough(world, options, { phase, phases });
  } finally {
    await world.stop();
    stopWatching();
  }
}

async function build(): Promise<boolean> {
  const env = { ...(await blankVariables()), NEXT_DIST_DIR: DIST, NEXT_TELEMETRY_DISABLED: "1" };
  return runNode([PROGRAMS.next, "build"], env);
}

type Clock = {
  phase: <Result>(name: string, work: () => Promise<Result>) => Promise<Result>;
  phases: readonly Phase[];
};

async function runThrough(world: World, options: ChaosOptions, { phase, phases }: Clock): Promise<boolean> {
  const shelves = await fillShelves(world, options.orders);
  const journal = new Journal();
  const bank = new Bank(world, options.seed);
  const browser = options.browsers > 0 ? await openDoor(world) : null;
  await phase(STORM, () => storm(world, options, { shelves, journal, bank, browser }));
  await browser?.close();
  await phase("end of the faults", () =>
    waitFor("the end of the faults", PHASE_MS, async () => {
      await endFaults(world);
      await bank.decide();
    }),
  );
  await phase("an hour passes, and late events arrive", () =>
    waitFor("the late events", PHASE_MS, () => letAnHourPass(world)),
  );
  const recovery = await phase("recovery", () => recover(world));
  const findings: Finding[] = await phase("count", () =>
    waitFor("the count", PHASE_MS, async () => [
      ...(await checkMoney(world)),
      ...(await checkStock(world, shelves)),
      ...(await checkDiscounts(world)),
      ...(await checkEffects(world, world.mail.messages)),
      ...(await checkNothingStuck(world, recovery)),
      ...checkLogs(world.log),
      ...checkAnswers(journal),
    ]),
  );
  print({ options, journal, recovery, phases, findings });
  return findings.every(({ broken }) => broken.length === 0);
}

main().then(
  (holds) => process.exit(holds ? 0 : 1),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
