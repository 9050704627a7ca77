import { readFileSync } from "node:fs";
import { isDeepStrictEqual, parseEnv as parseFile } from "node:util";
import { describe, expect, it } from "vitest";
import { envProblems, parseEnv } from "@/lib/config/env";
import { paymentVariables } from "@/lib/config/payment-variables";
import { pictureVariables } from "@/lib/config/picture-variables";
import { DEFAULT_PORTS } from "@/scripts/local/settings";
import { blocks, inBackticks, PAGES, page, REPOSITORY, spans, tables } from "@/tests/support/docs";

const unique = (names: readonly string[]) => [...new Set(names)];

const EXAMPLE = readFileSync(".env.local.example", "utf8");

/** The lines of the example as they are when all of it is taken out of its comments. */
const EXAMPLES: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from(EXAMPLE.matchAll(/^#? ?([A-Z][A-Z0-9_]+)=(.*)$/gm), ([, name = "", value = ""]) => [
    name,
    parseFile(`${name}=${value}`)[name] ?? "",
  ]),
);

const STORE = unique([
  ...Array.from(
    readFileSync("lib/config/env.ts", "utf8").matchAll(/^ {4}([A-Z][A-Z0-9_]+): /gm),
    ([, name]) => name ?? "",
  ),
  ...Object.keys(paymentVariables),
  ...Object.keys(pictureVariables),
]);

/** All that a store can't do without. */
const LEAST = {
  DATABASE_URL: "postgres://localhost/store",
  STRIPE_SECRET_KEY: "sk_test_store",
  STRIPE_PUBLISHABLE_KEY: "pk_test_store",
  STRIPE_WEBHOOK_SECRET: "whsec_store",
  STORE_URL: "http://localhost:3000",
  CART_SECRET: "c".repeat(32),
  AUTH_SECRET: "a".repeat(32),
  CRON_SECRET: "r".repeat(32),
  SMTP_URL: "smtp://localhost",
};

/** Read by Next.js, by tests, by the machine, or set by the launcher for its own parts: nobody sets them in `.env.local`. */
const NOT_SET_BY_PEOPLE = [
  "NODE_ENV",
  "PATH",
  "NEXT_DIST_DIR",
  "NEXT_DEPLOYMENT_ID",
  "VERCEL_DEPLOYMENT_ID",
  "STORE_BUILD",
];

/** What the commands and the launcher read besides: a name in capitals in the process's environment. */
const SCRIPTS = REPOSITORY.filter((file) => /^(scripts\/.*\.ts|next\.config\.ts)$/.test(file)).flatMap(
  (file) => {
    const text = readFileSync(file, "utf8");
    const direct = Array.from(text.matchAll(/process\.env\.([A-Z][A-Z_]+)/g), ([, name]) => name ?? "");
    const taken = Array.from(text.matchAll(/const \{([^}]+)\} = (?:process\.)?env\b/g), ([, names = ""]) =>
      names.match(/[A-Z][A-Z_]+/g),
    );
    const ports = Array.from(text.matchAll(/portFrom\("([A-Z_]+)"/g), ([, name]) => name ?? "");
    return [...direct, ...taken.flatMap((names) => names ?? []), ...ports];
  },
);

const COMMANDS = unique(SCRIPTS).filter((name) => !STORE.includes(name) && !NOT_SET_BY_PEOPLE.includes(name));

/** An empty list, or no rule at all, is no preset that could be shown. */
const isSomething = (value: unknown) =>
  value !== undefined &&
  !isDeepStrictEqual(value, []) &&
  !isDeepStrictEqual(value, { all: null, byType: {} });

describe(".env.local.example", () => {
  it("lists exactly the variables that the store, its commands and its launcher read", () => {
    expect(STORE).toContain("DATABASE_URL");
    expect(COMMANDS).toContain("LOCAL_DATA_DIR");
    expect(Object.keys(EXAMPLES).sort()).toEqual([...STORE, ...COMMANDS].sort());
  });

  it("shows of a variable that has a preset the preset, unless it says 'for example'", () => {
    const preset = parseEnv(LEAST);
    const hasPreset = Object.entries(preset).flatMap(([name, value]) => (isSomething(value) ? [name] : []));
    expect(hasPreset).toContain("CHECKOUT_HOLD_MINUTES");
    const changed = hasPreset
      .filter((name) => !(name in LEAST) && EXAMPLES[name])
      .filter((name) => {
        const before = EXAMPLE.slice(0, EXAMPLE.indexOf(`${name}=`))
          .split("\n")
          .slice(0, -1);
        const comment = before.slice(
          before.findLastIndex((line) => !line.startsWith("# ") || /^# [A-Z_]+=/.test(line)) + 1,
        );
        if (/for example/i.test(comment.join(" "))) return false;
        return !isDeepStrictEqual(parseEnv({ ...LEAST, [name]: EXAMPLES[name] }), preset);
      });
    expect(changed).toEqual([]);
  });

  it("shows the ports that the launcher takes", () => {
    expect(EXAMPLES).toMatchObject({
      PORT: String(DEFAULT_PORTS.storePort),
      LOCAL_POSTGRES_PORT: String(DEFAULT_PORTS.postgresPort),
      LOCAL_STRIPE_PORT: String(DEFAULT_PORTS.stripePort),
    });
  });
});

/** Of the local Stripe, of the tests, and of Next.js: pages name them, the example does not. */
const ELSEWHERE = [
  "TEST_DATABASE_URL",
  "MODEL_SEED",
  "MODEL_MS",
  "GUIDE_PICTURES",
  "LARGE_CATALOGUE_ROWS",
  "NEXT_DEPLOYMENT_ID",
  "LOCAL_STRIPE_FRAMES_FROM",
  "LOCAL_STRIPE_HOST",
  "LOCAL_STRIPE_KEY",
  "LOCAL_STRIPE_URL",
  "LOCAL_STRIPE_PUBLIC_URL",
  "LOCAL_STRIPE_SEED",
  "LOCAL_STRIPE_STATE",
  "LOCAL_STRIPE_FSYNC",
  "LOCAL_STRIPE_WEBHOOK_URL",
  "LOCAL_STRIPE_WEBHOOK_SECRET",
];

/** Values that the page gives to say that they are refused. */
const REFUSED = ["PAYMENT_METHODS=blik"];

describe.each(PAGES)("$file", ({ text }) => {
  const found = spans(text).map(({ code }) => code);

  it("gives variables that there are, and values that they take", () => {
    const given = found.flatMap((code) => {
      const [, name, value] = /^([A-Z][A-Z0-9]*_[A-Z0-9_]+)=(\S*)/.exec(code) ?? [];
      return name === undefined ? [] : [{ code, name, value: value ?? "" }];
    });
    const wrong = given.filter(({ code, name, value }) => {
      if (ELSEWHERE.includes(name) || REFUSED.includes(code)) return false;
      if (!(name in EXAMPLES)) return true;
      if (!STORE.includes(name) || /[…<]/.test(value)) return false;
      // What a variable needs beside it is not what the page is about.
      return envProblems({ ...LEAST, [name]: value }).some((problem) => problem.name === name);
    });
    expect(wrong.map(({ code }) => code)).toEqual([]);
  });

  it("names ports of the launcher only", () => {
    const ports = Array.from(text.matchAll(/localhost:(\d+)/g), ([, port]) => Number(port));
    expect(ports.filter((port) => !Object.values(DEFAULT_PORTS).includes(port))).toEqual([]);
  });
});

describe("a table of variables", () => {
  it("has the presets of the store", () => {
    const preset = parseEnv(LEAST);
    const rows = PAGES.flatMap(({ text }) => tables(text)).flatMap(({ header, rows: lines }) =>
      header[0] === "variable" && header[1] === "default" ? lines : [],
    );
    expect(rows.length).toBeGreaterThan(3);
    const wrong = rows.filter(([cell = "", value = ""]) => {
      const [name = ""] = inBackticks(cell);
      const [told = ""] = inBackticks(value);
      return !isDeepStrictEqual(parseEnv({ ...LEAST, [name]: told }), preset);
    });
    expect(wrong).toEqual([]);
  });
});

it("the settings of docs/deploy-vercel.md are variables of the store", () => {
  const [ini] = blocks(page("docs/deploy-vercel.md")).filter(({ language }) => language === "ini");
  const names = Object.keys(parseFile(ini?.body ?? ""));
  expect(names).toContain("DATABASE_URL");
  expect(names.filter((name) => !STORE.includes(name))).toEqual([]);
});

it("local-stripe/README.md has the variables that the local Stripe reads", () => {
  const [table] = tables(page("local-stripe/README.md")).filter(({ header }) => header[0] === "variable");
  const named = (table?.rows ?? []).flatMap(([cell = ""]) => inBackticks(cell));
  const read = readFileSync("local-stripe/src/settings.ts", "utf8").match(/\bLOCAL_STRIPE_[A-Z_]+/g) ?? [];
  expect(named.sort()).toEqual(unique(read).sort());
});
