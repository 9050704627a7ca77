import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { parseEnv as parseFile } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseEnv } from "@/lib/config/env";
import { startInstalledPostgres } from "@/scripts/local/installed-postgres";
import { startPostgres } from "@/scripts/local/postgres";
import { testStripe } from "@/tests/support/local-stripe";
import { startSmtpServer } from "@/tests/support/smtp-server";

const SETTINGS = ".env.shop.local";

/** A fenced block of the page, with the number of the step that it is in. */
type Block = { step: number; language: string; body: string };

async function blocks(): Promise<Block[]> {
  const page = await readFile("docs/deploy-vercel.md", "utf8");
  const steps = page.slice(0, page.indexOf("\n## "));
  return Array.from(steps.matchAll(/^( *)```(\w+)\n([\s\S]*?)^ *```$/gm), (match) => {
    const [, indent = "", language = "", body = ""] = match;
    const before = steps.slice(0, match.index);
    const step = Number(
      before
        .match(/^(\d+)\. /gm)
        ?.at(-1)
        ?.replace(". ", ""),
    );
    return { step, language, body: body.replaceAll(new RegExp(`^${indent}`, "gm"), "") };
  });
}

const written = await blocks();
const commands = written.filter(({ language }) => language === "sh");
/** What asks the store itself has to wait for it to be online. */
const isForOnline = ({ body }: Block) => body.includes("https://your-domain");

const { url: stripeUrl, stripe } = await testStripe();
let folder: string;
let file: string;
let environment: NodeJS.ProcessEnv;
let closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "store-deploying-"));
  file = join(folder, SETTINGS);
  const postgres = (await startInstalledPostgres({ durable: false })) ?? (await startPostgres({ port: 0 }));
  const smtp = await startSmtpServer();
  closing = [postgres.stop, smtp.close, () => rm(folder, { recursive: true, force: true })];
  // Nothing of this process: what the page does not give is not there. Only Stripe is another one than the page's.
  const { PATH, HOME } = process.env;
  environment = { NODE_ENV: "test", PATH, HOME, STRIPE_API_BASE: stripeUrl };
  const [settings] = written.filter(({ language }) => language === "ini");
  const filled = (settings?.body ?? "")
    .replaceAll("postgres://…", postgres.url)
    .replace("sk_test_…", "sk_test_local_tests")
    .replace("pk_test_…", "pk_test_local_tests")
    .replace("smtps://…", smtp.url)
    .replace("you@…", "you@shop.test");
  expect(filled).not.toContain("…");
  await writeFile(file, filled);
}, 60_000);

afterAll(async () => {
  for (const close of closing) await close();
});

/** Runs a block as it stands there, in one terminal with those before it. */
async function run({ body }: Block) {
  const exported = commands
    .flatMap((block) => block.body.split("\n"))
    .filter((line) => line.startsWith("export "));
  const script = [...exported, body].join("\n").replaceAll(SETTINGS, file);
  const child = spawn("bash", ["-euc", script], {
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  return { code, said: `${out}${err}`, out };
}

const wrongs = (said: string) => Array.from(said.matchAll(/^ +wrong +(\S+)/gm), ([, subject]) => subject);

describe("the page about deploying", () => {
  it("has its steps in a working order, from an empty database to a live shop", async () => {
    let last = "";
    for (const block of commands.filter((one) => !isForOnline(one))) {
      // As some editors leave a file: its last line has no end.
      await writeFile(file, (await readFile(file, "utf8")).trimEnd());
      const { code, said, out } = await run(block);
      // The page says so: until it is taken out, the demonstration is all that is wrong.
      const isCheck = block.step === 5;
      const expected = isCheck ? 1 : 0;
      expect({ ...block, code, said: code === expected ? "" : said }).toEqual({
        ...block,
        code: expected,
        said: "",
      });
      if (isCheck) {
        expect(wrongs(out)).toEqual(["Demonstration"]);
        // All that the import into Vercel needs, with the secret of an endpoint that is there.
        expect(parseEnv(parseFile(await readFile(file, "utf8"))).STRIPE_WEBHOOK_SECRET).toHaveLength(1);
        expect((await stripe.products.list({ active: true, limit: 100 })).data.length).toBeGreaterThan(10);
      }
      last = said;
    }
    expect(last).toContain("Nothing is wrong.");
    expect((await stripe.products.list({ active: true })).data).toEqual([]);
    expect((await stripe.webhookEndpoints.list()).data.map(({ url }) => url)).toEqual([
      "https://your-domain/api/webhooks/stripe",
    ]);
  }, 240_000);
});
