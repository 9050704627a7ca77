import { describe, expect, it } from "vitest";
import { parseEnv } from "@/lib/config/env";
import { blankVariables, fromFile, localVariables } from "@/scripts/local/environment";

const settings = {
  cartSecret: "c".repeat(64),
  authSecret: "a".repeat(64),
  cronSecret: "d".repeat(64),
  webhookSecret: "whsec_local",
  postgresPort: 1,
  stripePort: 2,
  storePort: 3,
};

const variables = (given: Record<string, string>) =>
  localVariables({ NODE_ENV: "test", ...given }, settings, ".data");

describe("the launcher's environment", () => {
  it("is all the store needs when nothing is given", () => {
    const env = parseEnv(variables({}));
    expect(env.DATABASE_URL).toBe("postgres://postgres:postgres@127.0.0.1:1/postgres");
    expect(env.STRIPE_API_BASE).toBe("http://localhost:2");
    expect(env.STORE_URL).toBe("http://localhost:3");
  });

  it("leaves a given database and given Stripe keys alone", () => {
    const given = {
      DATABASE_URL: "postgres://elsewhere/store",
      STRIPE_SECRET_KEY: "sk_test_mine",
      STRIPE_PUBLISHABLE_KEY: "pk_test_mine",
    };
    const added = variables(given);
    expect(added).not.toHaveProperty("DATABASE_URL");
    expect(added).not.toHaveProperty("STRIPE_SECRET_KEY");
    expect(added).not.toHaveProperty("STRIPE_API_BASE");
    expect(parseEnv({ ...added, ...given }).STRIPE_WEBHOOK_SECRET).toEqual(["whsec_local"]);
  });

  it("has no direct address of another database beside the local one", () => {
    const DATABASE_DIRECT_URL = "postgres://elsewhere/store";
    const given = { DATABASE_DIRECT_URL, STRIPE_SECRET_KEY: "sk_test_mine" };
    expect(variables(given)).toMatchObject({ DATABASE_DIRECT_URL: "" });
    expect(variables({ ...given, STRIPE_SECRET_KEY: "" })).toMatchObject({ DATABASE_DIRECT_URL: "" });
    expect(variables({ ...given, DATABASE_URL: DATABASE_DIRECT_URL })).not.toHaveProperty(
      "DATABASE_DIRECT_URL",
    );
  });

  it("takes no direct address from a file whose database is not the one that is meant", () => {
    const file = {
      DATABASE_URL: "postgres://shop/a",
      DATABASE_DIRECT_URL: "postgres://direct/a",
      SMTP_URL: "smtp://a",
    };
    expect(fromFile(file, { NODE_ENV: "test" })).toEqual({ added: file, kept: [] });
    expect(fromFile(file, { NODE_ENV: "test", DATABASE_URL: "postgres://staging/a" })).toEqual({
      added: { SMTP_URL: "smtp://a" },
      kept: ["DATABASE_URL"],
    });
  });

  it("gives the local Stripe its own webhook secret, whatever the environment holds", () => {
    expect(variables({ STRIPE_WEBHOOK_SECRET: "whsec_real" }).STRIPE_WEBHOOK_SECRET).toBe("whsec_local");
  });

  it("sends e-mails to files only when there is no mail server", () => {
    for (const name of ["MAIL_DIR", "MERCHANT_EMAIL"]) expect(variables({})).toHaveProperty(name);
    const sent = variables({ SMTP_URL: "smtp://mail.example.com" });
    for (const name of ["MAIL_DIR", "MERCHANT_EMAIL"]) expect(sent).not.toHaveProperty(name);
  });

  it("can be blanked, and is then all local", async () => {
    const blank = await blankVariables();
    expect(blank).toHaveProperty("SMTP_URL", "");
    const env = parseEnv({ ...blank, ...variables(blank) });
    expect(env.SMTP_URL).toBeUndefined();
  });
});
