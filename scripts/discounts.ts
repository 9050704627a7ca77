import { parseArgs } from "node:util";
import { checkCommand, tierCommand } from "./discounts/account-commands";
import { loyaltyCommand } from "./discounts/loyalty-commands";
import { rulesCommand } from "./discounts/rules-commands";
import { segmentsCommand } from "./discounts/segments-commands";
import { runScript } from "./local/run-script";

const USAGE = `npm run discounts -- list
npm run discounts -- save <rule.json>             a new rule, or the one by its id replaced (docs/discounts.md)
npm run discounts -- end <id or code>             no more from now on
npm run discounts -- segments list
npm run discounts -- segments save <segment.json> a new segment, or the one by its id replaced
npm run discounts -- segments end <id>            nobody is in it from now on
npm run discounts -- loyalty show
npm run discounts -- loyalty save <program.json>  what makes silver and gold members
npm run discounts -- loyalty end                  nobody earns a tier any more
npm run discounts -- tier <customer> <tier>       given by hand: silver, gold, or none to take it back
npm run discounts -- check <customer>             in which tier and segments an account is, and why

<customer> is an e-mail address or an account's id.`;

/** How many arguments each command takes. */
const ARGUMENTS: Readonly<Record<string, number>> = {
  list: 0,
  save: 1,
  end: 1,
  "segments list": 0,
  "segments save": 1,
  "segments end": 1,
  "loyalty show": 0,
  "loyalty save": 1,
  "loyalty end": 0,
  tier: 2,
  check: 1,
};

runScript(async () => {
  const { positionals } = parseArgs({ allowPositionals: true });
  refuseFurther(positionals);
  const [command, ...args] = positionals;
  const isDone =
    (await rulesCommand(command, args)) ||
    (command === "segments" && (await segmentsCommand(args))) ||
    (command === "loyalty" && (await loyaltyCommand(args))) ||
    (command === "tier" && (await tierCommand(args))) ||
    (command === "check" && (await checkCommand(args)));
  if (!isDone) throw new Error(USAGE);
});

function refuseFurther(words: readonly string[]): void {
  for (const length of [2, 1]) {
    const command = words.slice(0, length).join(" ");
    const most = ARGUMENTS[command];
    if (most === undefined) continue;
    const further = words.slice(length + most);
    if (further.length > 0) throw new Error(`discounts ${command} takes no ${further.join(" ")}\n${USAGE}`);
    return;
  }
}
