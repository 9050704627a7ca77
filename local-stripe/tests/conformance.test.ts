import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withoutPersons } from "../conformance/answers";
import type { Case } from "../conformance/case";
import { CASES } from "../conformance/cases/all";
import { NOT_ASKED } from "../conformance/not-asked";
import type { Target } from "../conformance/run-case";
import { checkKeys, Recordings, runAgainstStripe, runLocally } from "../conformance/suite";
import { type Started, startStripe } from "./support";

const FOLDER = fileURLToPath(new URL("../", import.meta.url));
let local: Started;
let other: Started;
let playing: Awaited<ReturnType<typeof playStripe>>;

beforeAll(async () => {
  local = await startStripe();
  other = await startStripe();
  playing = await playStripe(other.url);
});
afterAll(async () => {
  await playing.close();
  await local.close();
  await other.close();
});

const target = (name: string, api: string, control?: string): Target => ({
  name,
  api,
  script: `${api}/stripe.js`,
  secretKey: "sk_test_local_conformance",
  publishableKey: "pk_test_local_conformance",
  ...(control && { control }),
});
const ours = () => target("local", local.url, `${local.url}/_local`);
const newRecordings = () => new Recordings(mkdtempSync(join(tmpdir(), "recordings-")));

/** A local Stripe that plays Stripe: its fee is another, a field has another name, and one refusal has another code. */
async function playStripe(behind: string) {
  const calls: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    calls.push(`${request.method} ${request.url?.replace(/_\w{10,}/, "_…")}`);
    const { authorization = "", "content-type": type = "", "stripe-version": version = "" } = request.headers;
    const answer = await fetch(`${behind}${request.url}`, {
      method: request.method ?? "GET",
      headers: { authorization, "content-type": type, "stripe-version": String(version) },
      ...(request.method === "POST" && { body: Buffer.concat(chunks) }),
    });
    const text = (await answer.text())
      .replaceAll('"resource_missing"', '"object_missing"')
      .replaceAll('"delinquent"', '"late"');
    response.writeHead(answer.status, { "content-type": "application/json" }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    calls,
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

const FEW: Case[] = [
  {
    name: "a customer",
    steps: [
      {
        as: "customer",
        request: "POST /v1/customers",
        body: { email: "ada@example.com", name: "Ada Lovelace" },
        status: 200,
        expect: { object: "customer" },
      },
      { request: "GET /v1/customers/{customer.id}", status: 200 },
    ],
  },
  {
    name: "none",
    steps: [
      {
        request: "GET /v1/customers/cus_none",
        status: 404,
        expect: { error: { code: "resource_missing" } },
      },
    ],
  },
  { name: "a month later", steps: [{ request: "GET /v1/balance", after: 2_592_000, status: 200 }] },
  {
    name: "a price",
    steps: [{ request: "POST /v1/products", body: { name: "Mug" }, status: 200, expect: { active: true } }],
  },
];

describe("the cases", () => {
  it("are all so at the local Stripe", async () => {
    const said: string[] = [];
    expect(await runLocally(ours(), newRecordings(), CASES, (line) => said.push(line))).toBe(0);
    expect(said.filter((line) => !line.startsWith("–"))).toHaveLength(1);
  }, 60_000);

  it("have names of their own, and each says where it is from", () => {
    expect(new Set(CASES.map(({ name }) => name)).size).toBe(CASES.length);
    expect(CASES.filter(({ source, assumes }) => !source && !assumes)).toEqual([]);
  });

  it("ask about all that is marked as assumed, in code and docs", () => {
    const asked = [...CASES.flatMap(({ assumes }) => assumes ?? []), ...Object.keys(NOT_ASKED)];
    const open = marks().filter(({ around }) => !asked.some((words) => around.includes(words)));
    expect(open.map(({ place, line }) => `${place}: ${line}`)).toEqual([]);
    const unused = asked.filter((words) => !marks().some(({ around }) => around.includes(words)));
    expect(unused).toEqual([]);
  });
});

/** Each mark, with the lines around it in which a case's words must stand. */
function marks() {
  const files = [
    ...["src", "docs"].flatMap((folder) => filesIn(join(FOLDER, folder))),
    join(FOLDER, "README.md"),
    ...filesIn(join(FOLDER, "../docs/decisions")).filter((file) =>
      / of Stripe|Stripe takes/.test(readFileSync(file, "utf8")),
    ),
  ].filter((file) => /\.(ts|md)$/.test(file));
  return files.flatMap((file) => {
    const lines = readFileSync(file, "utf8").split("\n");
    const ofStore = !file.startsWith(join(FOLDER, "src")) && file.includes("/docs/decisions/");
    return lines.flatMap((line, at) => {
      const marked = ofStore
        ? /\*\*Assumed( of Stripe)?\.\*\*.*Stripe/.test(line)
        : /\bassumed\b|choice made here/i.test(line) && !/the word|what is assumed|says what/i.test(line);
      const around = lines.slice(Math.max(0, at - 1), at + 2).join(" ");
      return marked ? [{ place: `${file.slice(FOLDER.length)}:${at + 1}`, line: line.trim(), around }] : [];
    });
  });
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => join(folder, file));
  } catch {
    return [];
  }
}

describe("a run against Stripe", () => {
  it("tells what it will make, what differs and what it left out, and cleans up", async () => {
    const said: string[] = [];
    const recordings = newRecordings();
    const stripe = target("Stripe", playing.url);
    const found = await runAgainstStripe({ local: ours(), stripe, recordings }, FEW, (line) =>
      said.push(line),
    );
    expect(found).toEqual({ different: 2, faults: 1 });
    const text = said.join("\n");
    expect(said[0]).toContain("1 customers, 1 products");
    expect(text).toContain("POST /v1/customers: delinquent: local false, Stripe nothing");
    expect(text).toContain("POST /v1/customers: late: local nothing, Stripe false");
    expect(text).toContain('error.code: local "resource_missing", Stripe "object_missing"');
    expect(text).toContain("a month later: left out, needs a clock that can be moved");
    expect(said.at(-1)).toBe("4 cases, 2 with differences, 1 not as expected. Cleaned up 2 objects, 0 stay.");
    expect(playing.calls).toContain("DELETE /v1/customers/cus_…");
    expect((await other.stripe.customers.list()).data).toEqual([]);
    expect((await other.stripe.products.list({ active: true })).data).toEqual([]);
  });

  it("keeps what Stripe answered, and a local run is compared with it", async () => {
    const recordings = newRecordings();
    const stripe = target("Stripe", playing.url);
    await runAgainstStripe({ local: ours(), stripe, recordings }, FEW, () => {});
    expect(JSON.stringify(recordings.read("a customer"))).not.toMatch(/Ada|ada@|cus_\w/);
    const said: string[] = [];
    await runLocally(ours(), recordings, FEW, (line) => said.push(line));
    expect(said).toContain("≠ a customer: POST /v1/customers: delinquent: local false, Stripe nothing");
    expect(said.at(-1)).toContain("3 compared with Stripe's answers");
  });

  it.each([
    ["sk_live_abc123", "pk_test_abc123", "STRIPE_SECRET_KEY is a live key"],
    ["rk_live_abc123", "pk_test_abc123", "STRIPE_SECRET_KEY is a live key"],
    ["sk_test_abc123", "pk_live_abc123", "STRIPE_PUBLISHABLE_KEY is a live key"],
    ["", "pk_test_abc123", "STRIPE_SECRET_KEY is not set"],
    ["hunter2", "pk_test_abc123", "STRIPE_SECRET_KEY is no key"],
  ])("refuses %s with %s", (secret, publishable, sentence) => {
    expect(() => checkKeys(secret, publishable)).toThrow(sentence);
  });
});

describe("an answer that is kept", () => {
  it("has no ids, times, addresses or names of anybody", () => {
    const kept = withoutPersons({
      id: "pi_3Nabcdefghijklmn",
      client_secret: "pi_3Nabcdefghijklmn_secret_AbC123",
      created: 1_800_000_000,
      billing_details: { name: "Ada", email: "ada@example.com", address: { line1: "1 rue", country: "FR" } },
      message: "No such customer: 'cus_12345678abcdef'",
      url: "https://dashboard.stripe.com/acct_1abcdefghijk/logs",
      amount: 500,
    });
    expect(kept).toEqual({
      id: "<pi>",
      client_secret: "<pi secret>",
      created: "<time>",
      billing_details: { name: "<name>", email: "<email>", address: { line1: "<line1>", country: "FR" } },
      message: "No such customer: '<cus>'",
      url: "<url>",
      amount: 500,
    });
  });
});
