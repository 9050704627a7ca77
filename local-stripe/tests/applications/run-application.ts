import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import Stripe from "stripe";
import type { Application, Shop } from "./application";
import { type Program, runProgram, startProgram } from "./programs";
import { type Call, startRecorder } from "./recorder";
import { openShopper } from "./shopper";
import { changedFiles, fingerprint, versionOf } from "./untouched";

export interface Row {
  application: string;
  version: string;
  what: string;
  works: boolean;
  /** The first call that was refused; else what did not happen. */
  failed: string;
}

export interface Settings {
  /** With one folder for each application. */
  applications: string;
  /** Whose `src/main.ts` is started. */
  localStripe: string;
  /** The applications' first; the next nine are used too. */
  port: number;
  stripePort: number;
  /** Shows what a failing application printed, its last calls, and where a picture of its page is. */
  verbose: boolean;
}

const SECRET = `whsec_${"applications".padEnd(32, "0")}`;
/** Releases of the local Stripe before accounts took these only. */
const KEY = "local_applications";
const PRELOAD = fileURLToPath(new URL("preload.cjs", import.meta.url));

/** Runs one application on a local Stripe of its own, and drives all that is said of it. */
export async function runApplication(application: Application, settings: Settings): Promise<Row[]> {
  const folder = join(settings.applications, application.folder);
  const version = versionOf(folder, application.library);
  const before = fingerprint(folder);
  const row = { application: application.name, version };
  const closes: (() => Promise<void> | void)[] = [];
  try {
    const { rows } = await driven(application, { ...settings, folder }, closes);
    const touched = before === fingerprint(folder) ? changedFiles(folder) : ["some"];
    if (touched.length > 0)
      throw new Error(`Files of the application are not its own: ${touched.join(", ")}`);
    return rows.map((one) => ({ ...row, ...one }));
  } catch (error) {
    return application.drives.map(({ what }) => ({ ...row, what, works: false, failed: sentence(error) }));
  } finally {
    for (const close of closes.reverse()) await close();
  }
}

type Closes = (() => Promise<void> | void)[];

async function driven(application: Application, settings: Settings & { folder: string }, closes: Closes) {
  const { port, stripePort, folder } = settings;
  const stripeUrl = `http://localhost:${stripePort}`;
  const url = `http://localhost:${port}`;
  const local = await startLocalStripe(application, settings);
  closes.push(local.stop);
  const recorder = await startRecorder(stripePort, stripePort + 1);
  closes.push(recorder.close);
  const shopper = await openShopper(stripeUrl);
  closes.push(shopper.close);

  const secretKey = `sk_test_${KEY}`;
  const publishableKey = `pk_test_${KEY}`;
  const stripe = new Stripe(secretKey, {
    ...{ host: "localhost", port: stripePort, protocol: "http", maxNetworkRetries: 0, telemetry: false },
  });
  const env = (more: Record<string, string> = {}) => ({
    ...withoutOurs(process.env),
    STRIPE_SECRET_KEY: secretKey,
    STRIPE_PUBLISHABLE_KEY: publishableKey,
    STRIPE_WEBHOOK_SECRET: SECRET,
    APPLICATION_STRIPE_URL: stripeUrl,
    NODE_OPTIONS: `--require ${PRELOAD}`,
    NEXT_TELEMETRY_DISABLED: "1",
    STRIPE_SUPPRESS_NOTICES: "true",
    ...more,
  });
  const rows: Omit<Row, "application" | "version">[] = [];
  let program: Program | undefined;
  let given: Record<string, string> = {};
  let broken: string | null = null;
  const inServer = join(folder, application.server?.in ?? ".");
  try {
    const runCommand = async (command: readonly string[], more: Record<string, string>) => {
      await runProgram({ command, cwd: inServer, env: env(more) });
    };
    const atEnd = (close: () => Promise<void>) => void closes.push(close);
    given =
      (await application.prepare?.({
        stripe,
        url,
        folder,
        publishableKey,
        runCommand,
        atEnd,
        port: (index) => port + index,
      })) ?? {};
    if (application.server) {
      const { command, fixedPort, ready = "/" } = application.server;
      const APPLICATION_PORT = `${fixedPort ?? 0}:${port}`;
      const started = {
        command,
        cwd: inServer,
        env: env({ PORT: String(port), ...given, APPLICATION_PORT }),
      };
      program = await startProgram({ ...started, until: `${url}${ready}` });
      closes.push(program.stop);
      for (const path of application.server.makes ?? []) await fetch(`${url}${path}`, { redirect: "manual" });
    }
  } catch (error) {
    broken = reasonOf(recorder.firstFailed(), error);
  }
  for (const { what, run } of application.drives) {
    if (broken) {
      rows.push({ what, works: false, failed: broken });
      continue;
    }
    recorder.calls.length = 0;
    const page = await shopper.visit();
    const said: string[] = [];
    page.on("pageerror", (error) => said.push(error.message));
    const shop: Shop = {
      ...{ url, folder, stripe, page },
      webhookTook: (type) => webhookTook(stripeUrl, type),
      advance: async (days) => {
        const body = JSON.stringify({ advance_seconds: days * 86_400 });
        await fetch(`${stripeUrl}/_local/clock`, { method: "POST", body });
      },
      runModule: async (source, more) => {
        const command = ["node", "--input-type=module", "-e", source];
        await runProgram({ command, cwd: folder, env: env({ ...given, ...more }) });
      },
    };
    try {
      await run(shop);
      rows.push({ what, works: true, failed: "" });
    } catch (error) {
      const own = said.length > 0 ? new Error(`The page says: ${said[0]}`) : error;
      rows.push({ what, works: false, failed: reasonOf(recorder.firstFailed(), own) });
      if (settings.verbose) console.error(program?.printed().slice(-3_000), recorder.calls.slice(-20));
      const path = join(tmpdir(), `application-${rows.length}.png`);
      if (settings.verbose) await page.screenshot({ path }).then(() => console.error(path));
    } finally {
      await page.context().close();
    }
  }
  return { rows };
}

async function startLocalStripe({ webhook }: Application, settings: Settings): Promise<Program> {
  const { port, stripePort, localStripe } = settings;
  const main = join(localStripe, "src/main.ts");
  return startProgram({
    command: ["node", "--import", "tsx", main],
    cwd: localStripe,
    env: {
      ...withoutOurs(process.env),
      LOCAL_STRIPE_PORT: String(stripePort + 1),
      LOCAL_STRIPE_PUBLIC_URL: `http://localhost:${stripePort}`,
      LOCAL_STRIPE_STATE: join(tmpdir(), `applications-${stripePort}-${Date.now()}`, "state"),
      ...(webhook && {
        LOCAL_STRIPE_WEBHOOK_URL: `http://localhost:${port}${webhook}`,
        LOCAL_STRIPE_WEBHOOK_SECRET: SECRET,
      }),
    },
    until: `http://localhost:${stripePort + 1}/_local/health`,
  });
}

interface Delivery {
  type: string | null;
  attempts?: { status: number | null }[];
}

async function webhookTook(stripeUrl: string, type: string): Promise<void> {
  const until = Date.now() + 60_000;
  let seen: Delivery[] = [];
  while (Date.now() < until) {
    const answer = await fetch(`${stripeUrl}/_local/events/deliveries`);
    ({ data: seen } = (await answer.json()) as { data: Delivery[] });
    if (seen.some((one) => one.type === type && one.attempts?.some(({ status }) => status === 200))) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`The webhook took no ${type}, but ${JSON.stringify(seen.slice(0, 3))}`);
}

/** What this project's own shell has may not decide how an application runs. */
function withoutOurs(env: NodeJS.ProcessEnv): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name]) => !/^(LOCAL_STRIPE|STRIPE|NEXT|DATABASE|PORT$|NODE_ENV$|npm_)/.test(name),
    ),
  );
}

const reasonOf = (call: Call | undefined, error: unknown): string =>
  call ? `${call.method} ${call.path} ${call.status}: ${call.message}` : sentence(error);

function sentence(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return stripVTControlCharacters(text).split("\n").slice(0, 6).join(" ").slice(0, 400);
}
