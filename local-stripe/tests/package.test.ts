import { execFile, spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildPackage } from "../scripts/build-package";

const run = promisify(execFile);
const MODULES = fileURLToPath(new URL("../../node_modules", import.meta.url));
/** Slow because of npm. */
const PATIENCE = 180_000;

const folder = mkdtempSync(join(tmpdir(), "local-stripe-package-"));
const installed = join(folder, "node_modules/local-stripe");

function put(path: string, text: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** Packages that a project of its own would have beside this one. */
function alsoInstalled(...names: string[]): void {
  for (const name of names) {
    mkdirSync(dirname(join(folder, "node_modules", name)), { recursive: true });
    symlinkSync(join(MODULES, name), join(folder, "node_modules", name));
  }
}

/** Everything that a command says, and how it ended. */
async function said(command: string, args: string[], env: Record<string, string> = {}) {
  const options = { cwd: folder, env: { ...process.env, VITEST: "", ...env } };
  return run(command, args, options).then(
    ({ stdout, stderr }) => ({ code: 0, text: stdout + stderr }),
    (error) => ({ code: Number(error.code), text: `${error.stdout}${error.stderr}` }),
  );
}

/** Starts the installed command. @returns its address, once it says it */
function started(...args: string[]) {
  const child = spawn(join(folder, "node_modules/.bin/local-stripe"), ["--state", "none", ...args], {
    cwd: folder,
  });
  const url = new Promise<string>((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (part) => {
      text += part;
      const found = /local Stripe on (\S+)\n/.exec(text)?.[1];
      if (found) resolve(found);
    });
    child.on("exit", () => reject(new Error(text)));
  });
  return { url, stop: () => child.kill() };
}

beforeAll(async () => {
  await buildPackage(join(folder, "built"));
  const { stdout } = await run("npm", ["pack", "--silent", "--pack-destination", folder], {
    cwd: join(folder, "built"),
  });
  put("package.json", '{ "name": "shop", "private": true, "type": "module" }');
  const args = [
    "install",
    "--offline",
    "--no-audit",
    "--no-fund",
    "--omit=peer",
    join(folder, stdout.trim()),
  ];
  await run("npm", args, { cwd: folder });
}, PATIENCE);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the package, installed in an empty folder", { timeout: PATIENCE }, () => {
  it("needs no other package, and holds no TypeScript", async () => {
    const own = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
    expect(own).not.toHaveProperty("dependencies");
    expect(own.scripts).toBeUndefined();
    const { stdout } = await run("find", [installed, "-name", "*.ts", "-not", "-name", "*.d.ts"]);
    expect(stdout).toBe("");
    const { stdout: packages } = await run("ls", [join(folder, "node_modules")]);
    expect(packages.trim().split("\n")).toEqual(["local-stripe"]);
  });

  it("starts, and serves its API, Stripe.js and pages", async () => {
    const one = started("--port", "0");
    const url = await one.url;
    const headers = { authorization: "Bearer sk_test_local_shop" };
    expect((await fetch(`${url}/v1/products`, { headers })).status).toBe(200);
    for (const path of [
      "/stripe.js",
      "/assets/checkout.js",
      "/assets/elements.css",
      "/assets/dashboard.js",
    ]) {
      const answer = await fetch(`${url}${path}`);
      expect([path, answer.status]).toEqual([path, 200]);
      expect((await answer.text()).length).toBeGreaterThan(100);
    }
    expect((await fetch(`${url}/`)).status).toBe(200);
    expect((await fetch(`${url}/_local/health`)).status).toBe(200);
    one.stop();
  });

  it("has a command that helps, tells its version and says what is wrong", async () => {
    const command = join(folder, "node_modules/.bin/local-stripe");
    const help = await said(command, ["--help"]);
    expect(help).toMatchObject({ code: 0, text: expect.stringContaining("npx local-stripe [options]") });
    const { version } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
    expect(await said(command, ["--version"])).toEqual({ code: 0, text: `${version}\n` });
    expect(await said(command, ["--port", "shop"])).toEqual({
      code: 1,
      text: '--port must be a port number, not "shop"\nSee local-stripe --help.\n',
    });
    const one = started("--port", "0");
    const { port } = new URL(await one.url);
    const taken = await said(command, ["--port", port, "--state", "none"]);
    expect(taken).toMatchObject({ code: 1, text: expect.stringContaining(`Port ${port} is taken`) });
    one.stop();
    const seed = put("seed.yaml", "products:\n  - id: prod_a\n    colour: red\n");
    const refused = await said(command, ["--port", "0", "--state", "none", "--seed", seed]);
    expect(refused).toMatchObject({ code: 1, text: expect.stringContaining("products") });
    expect(refused.text).not.toContain("    at ");
  });

  it("has a Dockerfile, all of whose parts are there and run", async () => {
    const lines = readFileSync(join(installed, "Dockerfile"), "utf8").split("\n");
    const told = (word: string) =>
      lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
    for (const line of told("COPY"))
      expect([line, existsSync(join(installed, line.split(" ")[0] ?? ""))]).toEqual([line, true]);
    const env = Object.fromEntries(told("ENV").map((line) => line.split("=")));
    expect(Object.keys(env)).toEqual(["LOCAL_STRIPE_HOST", "LOCAL_STRIPE_STATE"]);
    const [entry] = told("ENTRYPOINT").map((text) => JSON.parse(text));
    const state = { LOCAL_STRIPE_STATE: join(folder, "container.json"), LOCAL_STRIPE_PORT: "0" };
    const child = spawn(process.execPath, entry.slice(1), {
      cwd: installed,
      env: { ...process.env, ...env, ...state },
    });
    const port = await new Promise<string>((resolve) => {
      child.stdout.on("data", (part) => resolve(/:(\d+)\n/.exec(String(part))?.[1] ?? ""));
    });
    const [, check] = /CMD (\[.*\])/.exec(told("HEALTHCHECK")[0] ?? "") ?? [];
    const [, ...args]: string[] = JSON.parse(check ?? "");
    const healthy = (at: string) =>
      said(
        process.execPath,
        args.map((arg) => arg.replace("12111", at)),
      );
    expect(await healthy(port)).toMatchObject({ code: 0 });
    child.kill();
    await new Promise((resolve) => child.once("exit", resolve));
    expect(await healthy(port)).toMatchObject({ code: 1 });
  });

  it("has types", async () => {
    put(
      "typed.ts",
      `import { createLocalStripe, testActions, type LocalStripeOptions, type Seed } from "local-stripe";
const seed: Seed = { coupons: [], products: [], prices: [], customers: [] };
const options: LocalStripeOptions = { port: 0, seed };
const local = await createLocalStripe(options);
const url: string = local.url;
const { type }: { type: string } = await testActions(url).expectEvent("charge.succeeded", (event) => event.created > 0);
// @ts-expect-error a port is a number
await createLocalStripe({ port: "x" });
export { type };
`,
    );
    const args = [
      "--strict",
      "--noEmit",
      "--module",
      "nodenext",
      "--target",
      "es2022",
      "--types",
      "",
      "typed.ts",
    ];
    expect(await said(join(MODULES, ".bin/tsc"), ["--ignoreConfig", ...args])).toEqual({ code: 0, text: "" });
  });

  it("runs in a test process of Vitest and of Playwright", async () => {
    alsoInstalled("vitest", "@playwright/test", "stripe");
    const paid = (client: string, local: string) => `
    const stripe = new Stripe(${client});
    const pay = () =>
      stripe.paymentIntents.create({
        ...{ amount: 500, currency: "eur", payment_method: "pm_card_visa", confirm: true },
        return_url: "https://shop.test/done",
      });
    const { id } = await pay();
    const event = await ${local}.expectEvent("payment_intent.succeeded", ({ data }) => data.object.id === id);
    expect(event.type).toBe("payment_intent.succeeded");
    await ${local}.fail({ kind: "500", path: "/v1/payment_intents", method: "POST" });
    await expect(pay()).rejects.toThrow();
    const { created } = await stripe.products.create({ name: "Now" });
    await ${local}.advance({ days: 2 });
    expect((await stripe.products.create({ name: "Later" })).created - created).toBeGreaterThan(170_000);
    await expect(${local}.expectEvent("payout.failed", undefined, { timeoutMs: 50 })).rejects.toThrow("No payout.failed");
    await ${local}.reset();
    expect((await stripe.products.list()).data).toEqual([]);
`;
    const client = "local.key, { ...local.clientOptions, maxNetworkRetries: 0, telemetry: false }";
    put(
      "shop.test.js",
      `import Stripe from "stripe";
import { expect, it } from "vitest";
import { useLocalStripe } from "local-stripe/vitest";
const local = useLocalStripe();
it("is paid", async () => {${paid(client, "local")}});
`,
    );
    put("vitest.config.js", 'export default { test: { include: ["shop.test.js"] } };');
    const vitest = await said(process.execPath, [join(MODULES, "vitest/vitest.mjs"), "run"]);
    expect(vitest.text).toContain("1 passed");
    put(
      "e2e/shop.spec.js",
      `import Stripe from "stripe";
import { expect } from "@playwright/test";
import { test } from "local-stripe/playwright";
test("is paid", async ({ localStripe: local }) => {${paid(client, "local")}});
`,
    );
    const playwright = await said(process.execPath, [
      join(MODULES, "@playwright/test/cli.js"),
      "test",
      "e2e",
    ]);
    expect(playwright.text).toContain("1 passed");
  });
});
