import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import Stripe from "stripe";
import { buildPackage } from "@/local-stripe/scripts/build-package";
import { createLocalStripe } from "@/local-stripe/src/app";
import { runScript } from "@/scripts/local/run-script";

const KEY = "sk_test_local_bench";
const PART = 1_000;

/** The local Stripe with little and with much stored, in one run on one machine. Prints figures, without a judgement. */
runScript(async () => {
  const { values } = parseArgs({
    options: { objects: { type: "string", default: "1000000" }, calls: { type: "string", default: "500" } },
  });
  console.log(`${cpus().length} x ${cpus()[0]?.model}, Node ${process.version}`);
  await measureStart();
  for (const objects of [0, 1_000, Number(values.objects)]) await measure(objects, Number(values.calls));
});

/** The packed command until it says where it listens, beside a program of Node that does nothing. */
async function measureStart(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bench-local-stripe-start-"));
  await buildPackage(folder);
  const programs = {
    bare: ["-e", ""],
    packed: [join(folder, "dist/local-stripe.js"), "--port", "0", "--state", "none"],
  };
  const taken: Record<keyof typeof programs, number[]> = { bare: [], packed: [] };
  for (let round = 0; round < 10; round += 1) {
    for (const name of ["bare", "packed"] as const) taken[name].push(await startOf(programs[name]));
  }
  const middle = (times: number[]) => times.toSorted((left, right) => left - right)[times.length / 2] ?? 0;
  const [bare, packed] = [middle(taken.bare), middle(taken.packed)];
  console.log(
    `start: ${packed.toFixed(0)} ms, ${(packed / bare).toFixed(1)} times a bare Node's ${bare.toFixed(0)} ms`,
  );
  rmSync(folder, { recursive: true });
}

/** Milliseconds until a program has said something, or ended. */
async function startOf(args: readonly string[]): Promise<number> {
  const begun = performance.now();
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
  const taken = performance.now() - begun;
  child.kill();
  return taken;
}

async function measure(objects: number, calls: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bench-local-stripe-"));
  const statePath = join(folder, "state.json");
  fill(statePath, objects);
  const begun = performance.now();
  const local = await createLocalStripe({ port: 0, statePath });
  const start = performance.now() - begun;
  const { hostname, port } = new URL(local.url);
  const stripe = new Stripe(KEY, { host: hostname, port, protocol: "http", telemetry: false });
  const { id } = await stripe.customers.create({});
  const email = `c${Math.floor(objects / 2)}@example.com`;
  const rows = [
    await timed("create a customer", calls, () => stripe.customers.create({ email: "ada@example.com" })),
    await timed("create and confirm a PaymentIntent", calls, () =>
      stripe.paymentIntents.create({
        amount: 2_000,
        currency: "eur",
        payment_method: "pm_card_visa",
        allowed_payment_method_types: ["card"],
        confirm: true,
      }),
    ),
    await timed("list ten customers", calls, () => stripe.customers.list()),
    await timed("list by e-mail", calls, () => stripe.customers.list({ email })),
    await timed("retrieve a customer", calls, () => stripe.customers.retrieve(id)),
  ];
  console.log(
    `\n${objects} objects: started in ${start.toFixed(0)} ms, ${Math.round(process.memoryUsage.rss() / 2 ** 20)} MB`,
  );
  console.table(rows);
  await local.close();
  rmSync(folder, { recursive: true });
}

async function timed(what: string, calls: number, run: () => Promise<unknown>) {
  for (let count = 0; count < 20; count += 1) await run();
  const taken: number[] = [];
  for (let count = 0; count < calls; count += 1) {
    const begun = performance.now();
    await run();
    taken.push(performance.now() - begun);
  }
  const sum = taken.reduce((left, right) => left + right, 0);
  const p95 = taken.toSorted((left, right) => left - right)[Math.floor(calls * 0.95)] ?? 0;
  return { what, "calls/s": Math.round((1_000 * calls) / sum), "p95, ms": p95.toFixed(2) };
}

/** Customers, as the local Stripe writes them. */
function fill(path: string, objects: number): void {
  const file = openSync(path, "w");
  writeSync(file, '{"local_stripe_journal":1}\n');
  for (let from = 0; from < objects; from += PART) {
    const part = Array.from({ length: Math.min(PART, objects - from) }, (_, at) => customer(from + at));
    writeSync(file, `${JSON.stringify(part.map((one) => ["", "customers", one]))}\n`);
  }
  closeSync(file);
}

function customer(number: number): object {
  return {
    id: `cus_${String(number).padStart(14, "0")}`,
    object: "customer",
    address: null,
    balance: 0,
    created: 1_790_000_000 + Math.floor(number / 100),
    currency: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: `c${number}@example.com`,
    invoice_prefix: "ABCDEF12",
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: { number: String(number) },
    name: `Customer ${number}`,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
  };
}
