import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EnvError, env, limitEnv } from "@/lib/config/env";
import { chooseVariables, describeStore, localStore } from "@/scripts/local/chosen-store";
import { fingerprint, localVariables } from "@/scripts/local/environment";
import { assertOnThisMachine } from "@/scripts/local/launch";
import { writeSettings } from "@/scripts/local/settings";

const ports = {
  cartSecret: "c".repeat(64),
  authSecret: "a".repeat(64),
  cronSecret: "d".repeat(64),
  webhookSecret: "whsec_local",
  postgresPort: 1,
  stripePort: 2,
  storePort: 3,
};
const NOTHING: NodeJS.ProcessEnv = { NODE_ENV: "test" };

/** As a start in this environment leaves them. */
function settingsAfter(started: NodeJS.ProcessEnv) {
  return { ...ports, uses: fingerprint({ ...started, ...localVariables(started, ports, ".data") }) };
}

const own = { ...NOTHING, DATABASE_URL: "postgres://localhost/mine", STRIPE_SECRET_KEY: "sk_test_mine" };
const production = {
  ...NOTHING,
  DATABASE_URL: "postgres://me:pass@db.example.com:5432/shop",
  STRIPE_SECRET_KEY: "sk_live_shop",
};

describe("a command beside a store", () => {
  it("joins the store of this machine where nothing is named, or the same", () => {
    expect(localStore(NOTHING, settingsAfter(NOTHING), ".data")).toHaveProperty("DATABASE_URL");
    expect(localStore(own, settingsAfter(own), ".data")).toHaveProperty("CART_SECRET");
  });

  it.each([
    ["another database", { DATABASE_URL: production.DATABASE_URL }],
    ["another Stripe account", { STRIPE_SECRET_KEY: production.STRIPE_SECRET_KEY }],
    ["both", production],
  ])("takes nothing from it where the environment names %s", (_what, named) => {
    expect(localStore({ ...NOTHING, ...named }, settingsAfter(NOTHING), ".data")).toBeNull();
    expect(localStore({ ...own, ...named }, settingsAfter(own), ".data")).toBeNull();
  });

  it("says where it works, and no password", () => {
    expect(
      describeStore({ ...production, SMTP_URL: "smtps://me:pass@mail.example.com:465" }, ["mail"], "x"),
    ).toBe("On x: database db.example.com:5432/shop, Stripe in live mode, e-mails by mail.example.com:465.");
    expect(describeStore({ ...own, MAIL_DIR: "/tmp/mail" }, ["mail"], "x")).toBe(
      "On x: database localhost/mine, Stripe in test mode, e-mails to /tmp/mail.",
    );
    expect(describeStore(own, [], "x")).toBe("On x: database localhost/mine.");
  });
});

describe("the file that ENV_FILE names", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "store-chosen-"));
    vi.stubEnv("LOCAL_DATA_DIR", folder);
    for (const name of ["DATABASE_URL", "STRIPE_SECRET_KEY", "CART_SECRET"]) vi.stubEnv(name, undefined);
    await writeSettings(folder, { ...ports, uses: settingsAfter(NOTHING).uses });
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true, force: true });
  });

  it("is a store of its own, which takes nothing of this machine's", async () => {
    const file = join(folder, "settings");
    await writeFile(file, "CART_SECRET=of-the-file\n");
    vi.stubEnv("ENV_FILE", file);
    expect(await chooseVariables()).toBe(file);
    expect(process.env.CART_SECRET).toBe("of-the-file");
    expect(process.env.DATABASE_URL).toBeUndefined();
  });

  it("has to be there", async () => {
    vi.stubEnv("ENV_FILE", join(folder, "nothing"));
    await expect(chooseVariables()).rejects.toThrow("which can't be read");
  });
});

describe("the environment of a command", () => {
  it("needs only what the command uses, and says what it needs all at once", () => {
    limitEnv(["DATABASE_URL"], { DATABASE_URL: "postgres://localhost/a" });
    expect(env().DATABASE_URL).toBe("postgres://localhost/a");
    expect(env().DATABASE_POOL_MAX).toBeGreaterThan(0);
    expect(() => limitEnv(["DATABASE_URL", "STORE_URL"], {})).toThrow(
      / DATABASE_URL is missing\n {2}STORE_URL is missing\n/,
    );
    expect(() => limitEnv(["SMTP_URL"], {})).toThrow("SMTP_URL is missing");
  });

  it("has nothing in the place of a variable that is missing", () => {
    limitEnv(["DATABASE_URL"], { DATABASE_URL: "postgres://localhost/a" });
    for (const name of ["CART_SECRET", "STORE_URL", "STRIPE_SECRET_KEY", "SMTP_URL"] as const) {
      expect(() => env()[name]).toThrow(
        new EnvError(`${name} is missing: this command needs it (see .env.local.example)`),
      );
    }
  });

  it("is right in all that is there, also in what the command does not use", () => {
    const DATABASE_URL = "postgres://localhost/a";
    expect(() => limitEnv(["DATABASE_URL"], { DATABASE_URL, STORE_URL: "nonsense" })).toThrow("STORE_URL");
    expect(() => limitEnv(["DATABASE_URL"], { DATABASE_URL, STRIPE_SECRET_KEY: "sk_live_1" })).not.toThrow();
  });
});

describe("the launcher", () => {
  const start = (given: object) => () => assertOnThisMachine({ ...NOTHING, ...given });

  it("writes to no database elsewhere unless it is named", () => {
    const { DATABASE_URL } = production;
    expect(start({ DATABASE_URL })).toThrow("DATABASE_URL points to db.example.com");
    expect(start({ DATABASE_URL, ALLOW_DATABASE: "other.example.com" })).toThrow("points to");
    expect(start({ DATABASE_URL, ALLOW_DATABASE: "db.example.com" })).not.toThrow();
    for (const host of ["localhost", "127.0.0.1:5433", "[::1]"]) {
      expect(start({ DATABASE_URL: `postgres://${host}/shop` })).not.toThrow();
    }
    expect(start({})).not.toThrow();
  });

  it("makes no demonstration products with a live key", () => {
    expect(start({ STRIPE_SECRET_KEY: "sk_live_1" })).toThrow("live key");
    expect(start({ STRIPE_SECRET_KEY: "sk_test_1" })).not.toThrow();
  });
});
