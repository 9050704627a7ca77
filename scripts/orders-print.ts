import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type PrintResult, printOrders } from "@/lib/documents/print.server";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";

const USAGE = `npm run orders:print -- <order number> … --slip | --invoice [--to=folder]
  --slip      what to pack, with the address
  --invoice   the invoice with its credit notes; it is issued now, if it is not yet
  --to        the folder for the PDF; without it this one`;

runScript(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      slip: { type: "boolean", default: false },
      invoice: { type: "boolean", default: false },
      to: { type: "string", default: "." },
    },
  });
  if (positionals.length === 0 || values.slip === values.invoice) throw new Error(USAGE);
  await chooseStore("stripe");
  const kind = values.slip ? "slip" : "invoice";
  const result = await printOrders(
    positionals.map((number) => number.toUpperCase()),
    kind,
  );
  if (!result.ok) throw new Error(`nothing was printed: ${explain(result)} (${result.code})`);
  const [first = kind] = result.numbers;
  const others = result.numbers.length > 1 ? `-and-${result.numbers.length - 1}` : "";
  const file = join(values.to, `${kind}-${first.replaceAll("/", "-")}${others}.pdf`);
  await writeFile(file, result.pdf);
  console.log(`${file} has ${result.numbers.join(", ")}.`);
});

function explain(result: Exclude<PrintResult, { ok: true }>): string {
  switch (result.code) {
    case "unknown_order":
      return `there is no order ${result.order}`;
    case "not_paid":
      return `${result.order} is ${result.status}, so there is nothing to pack`;
    case "nothing_to_pack":
      return `nothing of ${result.order} is sent, so there is nothing to pack`;
    case "not_invoiceable":
      return `${result.order} is ${result.status}, so there is nothing to invoice`;
  }
}
