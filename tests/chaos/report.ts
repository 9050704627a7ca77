import { styleText } from "node:util";
import type { Finding } from "./invariants/finding";
import type { Journal } from "./journal";
import type { ChaosOptions } from "./options";
import type { Recovery } from "./recovery";

type Report = {
  options: ChaosOptions;
  journal: Journal;
  recovery: Recovery;
  stormSeconds: number;
  findings: readonly Finding[];
};

const MOST_SHOWN = 20;

export function print({ options, journal, recovery, stormSeconds, findings }: Report): void {
  const { longest } = journal;
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
  const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
  console.log(
    [
      "",
      `storm ${stormSeconds.toFixed(0)} s: ${(options.orders / stormSeconds).toFixed(1)} shoppers a second`,
      `requests: ${journal.requests}, p95 ${seconds(journal.percentile(0.95))}, longest ${seconds(longest?.ms ?? 0)} (${longest?.where ?? "none"})`,
      `recovery: ${recovery.seconds.toFixed(1)} s, ${recovery.rounds} rounds`,
    ].join("\n"),
  );
  const failed = findings.filter(({ broken }) => broken.length > 0);
  const again = `npm run test:chaos -- --orders ${options.orders} --seed ${options.seed}`;
  if (failed.length > 0)
    console.log(styleText("red", `\n${failed.length} invariants are broken. Again: ${again}`));
  else console.log(styleText("green", `\nAll ${findings.length} invariants hold (seed ${options.seed}).`));
}
