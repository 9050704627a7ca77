import { parseArgs, styleText } from "node:util";
import { isLiveKey } from "@/lib/base/live-key";
import { isLoopback } from "@/lib/base/loopback";
import { readEnvFile } from "./environment";
import { LockedError } from "./lock";
import { log } from "./log";
import { PortTakenError } from "./ports";
import { DEFAULT_PORTS, localDataDir } from "./settings";
import { type RunningStore, startStore } from "./store";
import { answering } from "./wait";

/** Runs `npm run dev` and `npm run start:local`: starts, reports, stops. */
export async function launch(mode: "dev" | "production"): Promise<void> {
  const began = Date.now();
  readEnvFile();
  const aborted = new AbortController();
  let store: RunningStore | undefined;
  let asked = false;
  const end = async (code: number) => {
    if (asked) return;
    asked = true;
    aborted.abort();
    await store?.stop();
    if (store) process.exit(code);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => end(0));

  try {
    refuseArguments();
    assertOnThisMachine(process.env);
    store = await startStore({
      mode,
      storePort: portFrom("PORT", DEFAULT_PORTS.storePort),
      // The demonstration's sign-in and the mail viewer are only for this machine.
      host: process.env.HOST || "127.0.0.1",
      postgresPort: portFrom("LOCAL_POSTGRES_PORT", DEFAULT_PORTS.postgresPort),
      stripePort: portFrom("LOCAL_STRIPE_PORT", DEFAULT_PORTS.stripePort),
      dataDir: localDataDir(),
      distDir: process.env.NEXT_DIST_DIR ?? ".next",
      log,
      signal: aborted.signal,
    });
  } catch (error) {
    if (asked) process.exit(0);
    console.error(`\n${styleText("red", "The store did not start:")} ${explain(error)}`);
    process.exit(1);
  }
  // `next dev` compiles a page on its first request: better now than for the first visitor.
  await answering([], store.url).catch(() => {});
  for (const line of summary(store, (Date.now() - began) / 1000)) console.log(line);
  const how = await store.failed;
  if (asked) return;
  console.error(`\n${styleText("red", how)}: stopping the rest.`);
  await end(1);
}

/** Refuses arguments such as `--port`, as the settings come from the environment. */
export function refuseArguments(args: string[] = process.argv.slice(2)): void {
  try {
    parseArgs({ args });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${why}\nIt takes variables instead of arguments: PORT=3001, HOST=0.0.0.0, LOG=debug.`);
  }
}

/** Refuses a database or Stripe account of others: a start migrates the database, adds the demonstration, and makes its products at Stripe. */
export function assertOnThisMachine(env: NodeJS.ProcessEnv): void {
  const { DATABASE_URL, STRIPE_SECRET_KEY = "", ALLOW_DATABASE } = env;
  if (isLiveKey(STRIPE_SECRET_KEY)) {
    throw new Error(
      "STRIPE_SECRET_KEY is a live key, and this start would create the demonstration's products in your real account.\n" +
        "Use a test key here; `npm run build && npm start` runs a store with live keys.",
    );
  }
  // An invalid URL is reported with the other settings.
  if (!DATABASE_URL || !URL.canParse(DATABASE_URL) || isLoopback(DATABASE_URL)) return;
  const { hostname: host } = new URL(DATABASE_URL);
  // Without a host it is a socket of this machine.
  if (host === "" || host === ALLOW_DATABASE) return;
  throw new Error(
    `DATABASE_URL points to ${host}, and this start would change that database: its schema, and the demonstration's goods.\n` +
      `If that is what you want, name it: ALLOW_DATABASE=${host}`,
  );
}

function portFrom(name: string, standard: number): number {
  const port = Number(process.env[name] || standard);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  console.error(`${name} must be a port number, not "${process.env[name]}"`);
  process.exit(1);
}

function explain(error: unknown): string {
  if (error instanceof PortTakenError) {
    return `${error.message}.\nStop that program, or choose another port with the variable in brackets: it can be set in .env.local.`;
  }
  if (error instanceof LockedError) {
    return `it is running already, as process ${error.pid} (${error.folder}).`;
  }
  return error instanceof Error ? error.message : String(error);
}

function summary(store: RunningStore, seconds: number): string[] {
  const rows: [string, string][] = [["Store", store.url]];
  if (store.localStripe) rows.push(["Stripe (local)", `${store.localStripe}, its dashboard`]);
  if (store.localDatabase) rows.push(["Database", store.localDatabase]);
  if (store.env.MAIL_DIR) rows.push(["E-mails", `${store.url}/local/mail`]);
  rows.push(["Desk", `${store.url}/admin`]);
  rows.push(["Pay with", "4242 4242 4242 4242, any future date, any CVC"]);
  const lines = rows.map(([name, value]) => `  ${styleText("bold", name.padEnd(15))} ${value}`);
  if (!store.localStripe) lines.push("", ...forwarding(store));
  return ["", `Ready in ${seconds.toFixed(1)} s.`, ...lines, "  Ctrl-C stops everything.", ""];
}

/** Says how to forward events: an account that is not the launcher's is not changed. */
function forwarding(store: RunningStore): string[] {
  return [
    "  Your Stripe account is used. For its events on this machine run, in another terminal:",
    `    stripe listen --forward-to ${store.url}/api/webhooks/stripe`,
    "  and put the whsec_ secret it prints into .env.local as STRIPE_WEBHOOK_SECRET. Without it orders are",
    "  settled by the return page and by the regular check.",
  ];
}
