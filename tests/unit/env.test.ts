import { describe, expect, it } from "vitest";
import { EnvError, parseEnv } from "@/lib/config/env";

const complete = {
  DATABASE_URL: "postgres://localhost/store",
  STRIPE_SECRET_KEY: "sk_test_1",
  STRIPE_PUBLISHABLE_KEY: "pk_test_1",
  STRIPE_WEBHOOK_SECRET: "whsec_1,whsec_2",
  STORE_URL: "https://store.test",
  CART_SECRET: "x".repeat(32),
  AUTH_SECRET: "y".repeat(32),
  CRON_SECRET: "z".repeat(32),
  SMTP_URL: "smtp://localhost",
};

const refusal = (changes: Record<string, string | undefined>) => {
  try {
    parseEnv({ ...complete, ...changes });
    return "accepted";
  } catch (error) {
    if (error instanceof EnvError) return error.message;
    throw error;
  }
};

describe("the environment", () => {
  it("is complete with what .env.local.example calls required", () => {
    const env = parseEnv(complete);
    expect(env.STRIPE_WEBHOOK_SECRET).toEqual(["whsec_1", "whsec_2"]);
    expect(env.STORE_CURRENCY).toBe("EUR");
    expect(env.CHECKOUT_SURFACE).toBe("embedded");
  });

  it.each([
    "DATABASE_URL",
    "STRIPE_SECRET_KEY",
    "STRIPE_WEBHOOK_SECRET",
    "STORE_URL",
    "CART_SECRET",
    "AUTH_SECRET",
    "CRON_SECRET",
    "SMTP_URL",
  ])("names %s when it is missing, and an empty value is a missing one", (name) => {
    expect(refusal({ [name]: undefined })).toContain(`${name} is missing`);
    expect(refusal({ [name]: "" })).toContain(`${name} is missing`);
  });

  it("names all that is wrong at once, and prints no value", () => {
    const message = refusal({ STRIPE_SECRET_KEY: "hunter2", CART_SECRET: "short" });
    expect(message).toContain("STRIPE_SECRET_KEY must start with");
    expect(message).toContain("CART_SECRET must have at least 32");
    expect(message).not.toContain("hunter2");
    const much = refusal({ DATABASE_URL: "", SMTP_URL: "" });
    expect(much).toContain("DATABASE_URL is missing");
    expect(much).toContain("SMTP_URL is missing");
  });

  it("refuses a local Stripe with a live key, and a Stripe that is not on this machine", () => {
    const live = { STRIPE_SECRET_KEY: "sk_live_1", STRIPE_PUBLISHABLE_KEY: "pk_live_1" };
    expect(refusal({ ...live, STRIPE_API_BASE: "http://localhost:12111" })).toContain("STRIPE_API_BASE");
    expect(refusal({ STRIPE_API_BASE: "http://stripe.test" })).toContain("loopback");
    expect(refusal({ STRIPE_API_BASE: "http://localhost:12111" })).toBe("accepted");
  });

  it("refuses to file e-mails with a live key, as they are for people", () => {
    const filed = { SMTP_URL: undefined, MAIL_DIR: "/tmp/mail" };
    expect(refusal(filed)).toBe("accepted");
    const live = { STRIPE_SECRET_KEY: "sk_live_1", STRIPE_PUBLISHABLE_KEY: "pk_live_1" };
    expect(refusal({ ...filed, ...live })).toContain("SMTP_URL is missing: with a live key");
  });

  it("refuses the demonstration's door with a live key, and on a public address", () => {
    const local = { STORE_URL: "http://localhost:3000", LOCAL_DEMO: "on" };
    const live = { STRIPE_SECRET_KEY: "sk_live_1", STRIPE_PUBLISHABLE_KEY: "pk_live_1" };
    expect(refusal(local)).toBe("accepted");
    expect(refusal({ ...local, ...live })).toContain("LOCAL_DEMO must not be set");
    expect(refusal({ LOCAL_DEMO: "on" })).toContain("LOCAL_DEMO must not be set");
  });

  it("refuses a live key where the store is not on HTTPS, as Stripe's forms are not made for that", () => {
    const live = { STRIPE_SECRET_KEY: "sk_live_1", STRIPE_PUBLISHABLE_KEY: "pk_live_1" };
    expect(refusal(live)).toBe("accepted");
    for (const STORE_URL of ["http://store.test", "http://localhost:3000"]) {
      expect(refusal({ ...live, STORE_URL })).toContain("STORE_URL must start with https://");
      expect(refusal({ ...live, STRIPE_SECRET_KEY: "rk_live_1", STORE_URL })).toContain(
        "STORE_URL must start",
      );
      expect(refusal({ STORE_URL })).toBe("accepted");
    }
  });

  it.each(["blik", "acss_debit"])("refuses to offer %s on the Payment Element, and says why", (type) => {
    expect(refusal({ PAYMENT_METHODS: `card,${type}` })).toMatch(
      /PAYMENT_METHODS must not name blik or acss_debit: Stripe can't confirm them on the server/,
    );
    expect(refusal({ PAYMENT_METHODS_EXCLUDED: type })).toBe("accepted");
  });

  it("names a value that it does not know", () => {
    expect(refusal({ SAVED_METHODS_REDISPLAY: "always,sometimes" })).toContain(
      "SAVED_METHODS_REDISPLAY must be always, limited, unspecified",
    );
    expect(refusal({ BILLING_ADDRESS_COLLECTION: "never" })).toContain("BILLING_ADDRESS_COLLECTION");
    expect(parseEnv({ ...complete, SAVED_METHODS_REDISPLAY: "limited,always" })).toMatchObject({
      SAVED_METHODS_REDISPLAY: ["always", "limited"],
      BILLING_ADDRESS_COLLECTION: "auto",
    });
  });

  it("refuses a list of what is offered beside one of what is not", () => {
    expect(refusal({ PAYMENT_METHODS: "card", PAYMENT_METHODS_EXCLUDED: "klarna" })).toContain(
      "PAYMENT_METHODS_EXCLUDED must not be set beside PAYMENT_METHODS",
    );
  });

  it("refuses instalments that Stripe.js would refuse, and names the way out", () => {
    const on = { PAYMENT_INSTALLMENTS: "on" };
    expect(refusal(on)).toContain("PAYMENT_INSTALLMENTS needs PAYMENT_METHODS with card in it");
    expect(refusal({ ...on, PAYMENT_METHODS: "ideal" })).toContain("PAYMENT_INSTALLMENTS needs");
    expect(refusal({ ...on, PAYMENT_METHODS: "card,ideal" })).toBe("accepted");
    const manual = { PAYMENT_METHODS: "card", PAYMENT_METHOD_CREATION: "manual" };
    expect(refusal({ ...on, ...manual })).toContain("beside PAYMENT_METHOD_CREATION=manual: take one");
    expect(refusal(manual)).toBe("accepted");
  });

  it("refuses a live key beside a test key", () => {
    expect(refusal({ STRIPE_PUBLISHABLE_KEY: "pk_live_1" })).toContain("same mode");
  });

  it.each([undefined, ""])(
    "takes the deployment's own address on Vercel where STORE_URL is %o",
    (STORE_URL) => {
      const env = parseEnv({ ...complete, STORE_URL, VERCEL_URL: "store-1.vercel.app" });
      expect(env.STORE_URL).toBe("https://store-1.vercel.app");
    },
  );

  const preview = {
    VERCEL_ENV: "preview",
    VERCEL_URL: "store-k3j4h5.vercel.app",
    VERCEL_BRANCH_URL: "store-git-sale.vercel.app",
    VERCEL_PROJECT_PRODUCTION_URL: "store.vercel.app",
  };

  it("takes a preview's own address, whatever is set for the shop", () => {
    const urlOf = (more: Record<string, string | undefined>) =>
      parseEnv({ ...complete, ...preview, ...more }).STORE_URL;
    expect(urlOf({})).toBe("https://store-git-sale.vercel.app");
    expect(urlOf({ STORE_URL: undefined })).toBe("https://store-git-sale.vercel.app");
    expect(urlOf({ VERCEL_BRANCH_URL: undefined })).toBe("https://store-k3j4h5.vercel.app");
    expect(urlOf({ VERCEL_TARGET_ENV: "preview" })).toBe("https://store-git-sale.vercel.app");
    expect(urlOf({ VERCEL_TARGET_ENV: "staging" })).toBe("https://store.test");
    expect(urlOf({ VERCEL_ENV: "production" })).toBe("https://store.test");
    expect(urlOf({ VERCEL_ENV: "production", STORE_URL: undefined })).toBe("https://store.vercel.app");
  });

  it("refuses live keys in a preview", () => {
    const live = { STRIPE_SECRET_KEY: "sk_live_1", STRIPE_PUBLISHABLE_KEY: "pk_live_1" };
    expect(refusal({ ...live, ...preview })).toContain("must not be a live key in a preview");
    expect(refusal({ ...live, ...preview, VERCEL_TARGET_ENV: "staging" })).toBe("accepted");
    expect(refusal({ ...live, ...preview, VERCEL_ENV: "production" })).toBe("accepted");
  });

  it("opens few connections on Vercel, unless it is told how many", () => {
    expect(parseEnv(complete).DATABASE_POOL_MAX).toBe(10);
    expect(parseEnv({ ...complete, VERCEL: "1" }).DATABASE_POOL_MAX).toBe(3);
    expect(parseEnv({ ...complete, VERCEL: "1", DATABASE_POOL_MAX: "8" }).DATABASE_POOL_MAX).toBe(8);
  });

  it.each([
    "https://store.test/shop",
    "https://store.test?a=1",
    "https://store.test#a",
    "https://me@store.test",
  ])("refuses an address of the store with more than a host: %s", (STORE_URL) => {
    expect(refusal({ STORE_URL })).toContain("STORE_URL must have nothing after the host");
  });

  it("takes the store's address with a closing slash, and no other kind of address", () => {
    expect(parseEnv({ ...complete, STORE_URL: "https://store.test/" }).STORE_URL).toBe("https://store.test");
    expect(refusal({ STORE_URL: "ftp://store.test" })).toContain("STORE_URL must start with https://");
    expect(refusal({ STORE_URL: "store.test" })).toContain("STORE_URL must start with https://");
  });

  it("takes two webhook secrets with spaces between, and refuses what is no secret", () => {
    expect(parseEnv({ ...complete, STRIPE_WEBHOOK_SECRET: " whsec_1 , whsec_2" })).toMatchObject({
      STRIPE_WEBHOOK_SECRET: ["whsec_1", "whsec_2"],
    });
    for (const wrong of ["whsec_1,", "whsec_1 whsec_2", "whsec_", "we_1"]) {
      expect(refusal({ STRIPE_WEBHOOK_SECRET: wrong })).toContain("must be a whsec_ secret");
    }
  });

  it("has prices that include the tax in Europe, and not elsewhere, unless it says otherwise", () => {
    const includes = (changes: Record<string, string>) =>
      parseEnv({ ...complete, ...changes }).STORE_PRICES_INCLUDE_TAX;
    expect(
      ["FR", "DE", "GB", "CH", "NO", "IS"].map((country) => includes({ STORE_COUNTRY: country })),
    ).toEqual(Array.from({ length: 6 }, () => true));
    expect(["US", "CA", "AU", "JP"].map((country) => includes({ STORE_COUNTRY: country }))).toEqual(
      Array.from({ length: 4 }, () => false),
    );
    expect(includes({ STORE_COUNTRY: "AU", STORE_PRICES_INCLUDE_TAX: "on" })).toBe(true);
    expect(includes({ STORE_COUNTRY: "FR", STORE_PRICES_INCLUDE_TAX: "off" })).toBe(false);
    expect(refusal({ STORE_PRICES_INCLUDE_TAX: "yes" })).toContain("STORE_PRICES_INCLUDE_TAX");
  });

  it("refuses a tax on top where it can make a total that is never charged", () => {
    const taxed = (STORE_CURRENCY: string, included: "on" | "off", STRIPE_TAX = "on") =>
      refusal({ STORE_CURRENCY, STORE_PRICES_INCLUDE_TAX: included, STRIPE_TAX });
    for (const code of ["ISK", "ugx", "KWD"]) {
      expect(taxed(code, "off")).toContain("STORE_PRICES_INCLUDE_TAX must be on");
      expect([taxed(code, "on"), taxed(code, "off", "off")]).toEqual(["accepted", "accepted"]);
    }
    expect([taxed("USD", "off"), taxed("JPY", "off")]).toEqual(["accepted", "accepted"]);
  });

  it("writes to one merchant or several, and to none where it is not set", () => {
    const merchants = (MERCHANT_EMAIL?: string) => parseEnv({ ...complete, MERCHANT_EMAIL }).MERCHANT_EMAIL;
    expect(merchants()).toEqual([]);
    expect(merchants("")).toEqual([]);
    expect(merchants("Ada@Shop.example")).toEqual(["ada@shop.example"]);
    expect(merchants("ada@shop.example, bob@bücher.example")).toEqual([
      "ada@shop.example",
      "bob@xn--bcher-kva.example",
    ]);
    for (const wrong of ["ada", "ada@shop.example,", "ada@shop.example bob@shop.example", ","]) {
      expect(refusal({ MERCHANT_EMAIL: wrong })).toContain("MERCHANT_EMAIL must be an e-mail address");
    }
  });
});

describe("where pictures are", () => {
  const bucket = { PICTURES_S3_BUCKET: "shop-pictures", PICTURES_S3_REGION: "eu-central-1" };
  it("is a bucket whose settings are whole", () => {
    expect(refusal(bucket)).toBe("accepted");
    expect(refusal({ ...bucket, PICTURES_S3_REGION: "", PICTURES_S3_ENDPOINT: "https://s3.test" })).toBe(
      "accepted",
    );
    const keys = { PICTURES_S3_ACCESS_KEY_ID: "id", PICTURES_S3_SECRET_ACCESS_KEY: "hunter2" };
    expect(refusal({ ...bucket, ...keys })).toBe("accepted");
  });

  it.each([
    [{ PICTURES_S3_ENDPOINT: "https://s3.test" }, "PICTURES_S3_BUCKET is missing"],
    [{ PICTURES_S3_PATH_STYLE: "on" }, "PICTURES_S3_BUCKET is missing"],
    [{ PICTURES_S3_BUCKET: "shop-pictures" }, "PICTURES_S3_REGION is missing"],
    [{ ...bucket, PICTURES_S3_ACCESS_KEY_ID: "id" }, "PICTURES_S3_SECRET_ACCESS_KEY is missing"],
    [{ ...bucket, PICTURES_S3_SECRET_ACCESS_KEY: "hunter2" }, "PICTURES_S3_ACCESS_KEY_ID is missing"],
    [{ ...bucket, PICTURES_S3_BUCKET: "https://s3.test/shop" }, "PICTURES_S3_BUCKET must be the name"],
    [{ ...bucket, PICTURES_S3_ENDPOINT: "s3.test" }, "PICTURES_S3_ENDPOINT must start with"],
  ])("is not half set: %j", (changes, message) => {
    expect(refusal(changes)).toContain(message);
    expect(refusal(changes)).not.toContain("hunter2");
  });
});
