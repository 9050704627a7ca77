import { styleText } from "node:util";
import type { Finding } from "./invariants/finding";
import type { Journal, Times } from "./journal";
import { type ChaosOptions, commandOf } from "./options";
import type { Recovery } from "./recovery";

/** How long each part of a run took, in milliseconds. */
export type Phase = { name: string; ms: number };

type Report = {
  options: ChaosOptions;
  journal: Journal;
  recovery: Recovery;
  phases: readonly Phase[];
  findings: readonly Finding[];
};

const MOST_SHOWN = 20;
/** The phase in which shoppers come. */
export const STORM = "storm";

export function print({ options, journal, recovery, phases, findings }: Report): void {
  console.log("\nShoppers");
  for (const [outcome, count] of journal.outcomes) console.log(`  ${String(count).padStart(6)}  ${outcome}`);
  if (journal.failures.length > 0) console.log("\nErrors that shoppers saw, and tried again");
  for (const [what, count] of journal.failures.slice(0, MOST_SHOWN)) {
    console.log(`  ${String(count).padStart(6)}  ${what}`);
  }
  console.log("\nInvariants");
  for (const { name, figure, broken } of findings) {
    const mark = broken.length === 0 ? styleText("green", "holds ") : styleText("red", "BROKEN");
    console.log(`  ${mark}  ${name}: ${figure}`);
    for (const line of broken.slice(0, MOST_SHOWN)) console.log(`            ${line}`);
    if (broken.length > MOST_SHOWN) console.log(`            and ${broken.length - MOST_SHOWN} more`);
  }
  const storm = phases.find(({ name }) => name === STORM)?.ms ?? 1;
  console.log(
    [
      "",
      ...phases.map(({ name, ms }) => `${seconds(ms).padStart(9)}  ${name}`),
      `throughput: ${((options.orders / storm) * 1000).toFixed(1)} shoppers a second`,
      `answers: ${figures(journal.answers)}`,
      `whole checkouts: ${figures(journal.checkouts)}`,
      `recovery: ${recovery.seconds.toFixed(1)} s, ${recovery.rounds} rounds`,
      `memory of this process: ${Math.round(process.memoryUsage.rss() / 2 ** 20)} MB`,
    ].join("\n"),
  );
  const failed = findings.filter(({ broken }) => broken.length > 0);
  if (failed.length > 0)
    console.log(
      styleText("red", `\n${failed.length} invariants are broken. Again: ${commandOf(options)} --no-build`),
    );
  else console.log(styleText("green", `\nAll ${findings.length} invariants hold (seed ${options.seed}).`));
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;

const figures = (times: Times) =>
  `${times.count}, p50 ${seconds(times.percentile(0.5))}, p95 ${seconds(times.percentile(0.95))}, longest ${seconds(times.longest.ms)} (${times.longest.where})`;
