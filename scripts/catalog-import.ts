import { stat } from "node:fs/promises";
import { userInfo } from "node:os";
import { parseArgs } from "node:util";
import { currency } from "@/lib/base/money";
import { importGoods } from "@/lib/catalog/import/import-goods.server";
import { env } from "@/lib/config/env";
import { db } from "@/lib/db/client";
import { adopt } from "./catalog/adopt";
import { chosenFormat, formatOf } from "./catalog/format";
import { describeRefusals, describeReport } from "./catalog/import-report";
import { progressBar } from "./catalog/progress";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";

const USAGE = `npm run catalog:import -- <file> [--dry-run] [--resume] [--keep-stock] [--category <slug>] [--format shopify|json]
    [--pictures <folder>] [--pictures-from-any-server] [--leave-pictures]
npm run catalog:import -- --from-stripe [--dry-run] [--category <slug>] [--pictures-from-any-server] [--leave-pictures]
  --from-stripe  takes over what a Stripe account sells and the store does not have, instead of a file
  --dry-run      says what would change, and changes nothing
  --resume       goes on where an import of the same file was cut off
  --keep-stock   leaves the stock of goods that are there as it is
  --category     where goods go whose category the store does not have
  --pictures     a folder in which pictures are looked for before they are fetched
  --pictures-from-any-server  fetches pictures also without https, and from servers of your own network
  --leave-pictures  leaves the pictures of goods as they are, and fetches none
  --format       the name's ending says it: .csv is Shopify's, .jsonl the store's own`;

const OF_STRIPE = ["from-stripe", "dry-run", "category", "pictures-from-any-server", "leave-pictures"];

const ROUNDS = { check: "checking", write: "writing" } as const;

runScript(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      "dry-run": { type: "boolean", default: false },
      resume: { type: "boolean", default: false },
      "keep-stock": { type: "boolean", default: false },
      category: { type: "string" },
      pictures: { type: "string" },
      "pictures-from-any-server": { type: "boolean", default: false },
      "leave-pictures": { type: "boolean", default: false },
      format: { type: "string" },
      "from-stripe": { type: "boolean", default: false },
    },
  });
  if (values["from-stripe"]) {
    const others = Object.entries(values).filter(([name, value]) => value && !OF_STRIPE.includes(name));
    if (positionals.length > 0 || others.length > 0)
      throw new Error(`--from-stripe takes no file, and only the options that are named beside it\n${USAGE}`);
    await chooseStore("stripe");
    return adopt({
      dryRun: values["dry-run"],
      fallbackCategory: values.category ?? null,
      pictures: values["leave-pictures"] ? null : { fromAnyServer: values["pictures-from-any-server"] },
    });
  }
  const [path, ...rest] = positionals;
  if (!path || rest.length > 0) throw new Error(`name one file\n${USAGE}`);
  const format = chosenFormat(values.format) ?? formatOf(path);
  if (!format) throw new Error(`say by --format what ${path} is\n${USAGE}`);
  const { size } = await stat(path).catch(() => {
    throw new Error(`there is no file ${path}`);
  });
  const folder = values.pictures ?? null;
  if (folder !== null && !(await stat(folder).catch(() => null))?.isDirectory())
    throw new Error(`there is no folder ${folder}`);
  await chooseStore();
  const bar = progressBar();
  const result = await importGoods(db(), {
    ...{ path, format, currency: currency(env().STORE_CURRENCY), who: userInfo().username },
    dryRun: values["dry-run"],
    resume: values.resume,
    keepStock: values["keep-stock"],
    fallbackCategory: values.category ?? null,
    pictures: values["leave-pictures"] ? null : { folder, fromAnyServer: values["pictures-from-any-server"] },
    onProgress: (round, bytes) => bar.show(ROUNDS[round], bytes, size),
    onPicture: (done, all) => bar.show("pictures", done, all),
    onWait: () => console.error("Another import is running; this one waits for its end."),
  }).finally(bar.end);
  if (result.ok) {
    console.log(
      describeReport(result.report, result.written ? "written" : values["dry-run"] ? "would be" : "same"),
    );
    return;
  }
  switch (result.code) {
    case "rows_refused":
      throw new Error(`${describeRefusals(result.report)}\nNothing was written (rows_refused).`);
    case "rows_left_out":
      console.log(describeReport(result.report, "written"));
      throw new Error(
        `${describeRefusals(result.report)}\nThe store changed after the file was checked, so these were left out (rows_left_out).`,
      );
    case "unknown_category":
      throw new Error(`the store has no category ${values.category} (unknown_category)`);
    case "nothing_to_resume":
      throw new Error("no import of this file was cut off: run it without --resume (nothing_to_resume)");
  }
});
