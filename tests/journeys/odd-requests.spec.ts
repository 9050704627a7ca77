import { readFileSync } from "node:fs";
import fc from "fast-check";
import { z } from "zod";
import { isOwnPath, leaksIn } from "../support/fuzz/leaks";
import { addressOf, appFiles } from "../support/fuzz/route-files";
import { FUZZ_SEED } from "../support/fuzz/seed";
import { type RawRequest, sendRaw } from "./support/raw-requests";
import { surroundings } from "./support/surroundings";
import { expect, test } from "./support/test";

/** Requests to each page and handler on disk. */
const RUNS = Number(process.env.FUZZ_HTTP_RUNS ?? 6);

const ADDRESSES = [
  ...new Set([...appFiles("page.tsx"), ...appFiles("route.ts")].map(addressOf)),
  ...[
    "/robots.txt",
    "/sitemap.xml",
    "/art/mug.jpg",
    "/_next/static/chunks/x.js",
    "/_next/image",
    "/_next/data/x/y.json",
  ],
];

const BROKEN = ["%", "%zz", "%E0%A4%A", "%ff", "%00", "%c3%28"];
const ODD_PARTS = [
  ...BROKEN,
  "x",
  "..%2f..%2f",
  "%2e%2e",
  "a%2Fb",
  "%5c%5cevil.example",
  "a".repeat(3_000),
  "%E2%80%AE",
  "ord_1",
  ";",
  "'",
];
const QUERIES = [
  "",
  "?",
  "?q=%",
  "?q=%00",
  "?a[b]=1&a[b]=2",
  "?sort=%ff&colour=%00",
  "?next=//evil.example",
  "?order=%00&key=%",
  "?wait=1e99&limit=payment",
  `?q=${"x".repeat(4_000)}`,
];
const HOSTS = ["[", "a b", "a/b", "evil.example", "evil.example:99999", "a, b", "", "%"];
const ORIGINS = ["null", "http://[", "http://evil.example", "x"];

const actionIds = () =>
  Object.keys(
    z
      .object({ node: z.record(z.string(), z.unknown()) })
      .parse(JSON.parse(readFileSync(`${surroundings().dist}/server/server-reference-manifest.json`, "utf8")))
      .node,
  );

const part = (name: string, content: string) =>
  `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${content}\r\n`;

function bodies(ids: readonly string[]): fc.Arbitrary<Pick<RawRequest, "headers" | "body">> {
  const form = fc.constantFrom("", "x", "--x\r\nbroken", "--x--\r\n", `${part("a", "1")}--x--\r\n`);
  const id = fc.constantFrom("deadbeef", "x".repeat(42), ...ids);
  const multipart = fc.constantFrom(
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    "multipart/form-data; boundary=",
  );
  const asForm = fc
    .tuple(multipart, form)
    .map(([type, body]) => ({ headers: { "content-type": type }, body }));
  const asAction = fc
    .tuple(
      id,
      fc.constantFrom("[]", "[", "null", '["$F1"]', '["$Q9"]', '["$K1"]', "x", "", '[{"a":"$undefined"}]'),
    )
    .map(([action, body]) => ({
      headers: { "next-action": action, "content-type": "text/plain;charset=UTF-8" },
      body,
    }));
  const asActionForm = fc
    .tuple(id, multipart, form)
    .map(([action, type, body]) => ({ headers: { "next-action": action, "content-type": type }, body }));
  const withoutScript = id.map((action) => ({
    headers: { "content-type": "multipart/form-data; boundary=x" },
    body: `${part(`$ACTION_ID_${action}`, "")}--x--\r\n`,
  }));
  const other = fc
    .tuple(
      fc.constantFrom("application/json", "application/x-www-form-urlencoded", "text/plain", "x"),
      fc.constantFrom("{", "%=%", "\0"),
    )
    .map(([type, body]) => ({ headers: { "content-type": type }, body }));
  return fc.oneof(asForm, asAction, asActionForm, withoutScript, other);
}

function oddHeaders(own: string): fc.Arbitrary<Record<string, string>> {
  const maybe = (values: readonly string[]) =>
    fc.option(fc.constantFrom(...values), { nil: undefined, freq: 2 });
  return fc
    .record({
      host: fc.option(fc.constantFrom(...HOSTS), { nil: undefined, freq: 9 }),
      "x-forwarded-host": maybe(HOSTS),
      origin: maybe([own, own, own, ...ORIGINS]),
      "x-forwarded-proto": maybe(["javascript", "http,https", ""]),
      "next-router-state-tree": maybe(["%", "[[", "%5B%5D"]),
      rsc: maybe(["1"]),
      "next-url": maybe(["%", "http://["]),
      cookie: maybe(["cart=%; a=b", "=;;", "__prerender_bypass=x"]),
      referer: maybe(["%", "http://["]),
      range: maybe(["bytes=a"]),
      accept: maybe(["text/html", "*/*"]),
    })
    .map((headers) =>
      Object.fromEntries(
        Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
      ),
    );
}

function requestsTo(address: string, own: string, ids: readonly string[]): fc.Arbitrary<RawRequest> {
  const path = address
    .split("/")
    .map((name) =>
      name === "[locale]"
        ? fc.constantFrom("", "fr", "xx", "%")
        : name.startsWith("[")
          ? fc.constantFrom(...ODD_PARTS)
          : fc.constant(name),
    );
  const whole = fc.tuple(...path).map((parts) => `/${parts.filter((one) => one !== "").join("/")}`);
  const tail = fc.option(fc.constantFrom(...BROKEN), { nil: "", freq: 5 });
  return fc
    .record({
      method: fc.constantFrom(
        "GET",
        "GET",
        "POST",
        "POST",
        "POST",
        "HEAD",
        "PUT",
        "DELETE",
        "OPTIONS",
        "TRACE",
        "PROPFIND",
      ),
      path: fc.tuple(whole, tail, fc.constantFrom(...QUERIES)).map((parts) => parts.join("")),
      headers: oddHeaders(own),
      sent: bodies(ids),
    })
    .map(({ sent, ...asked }) =>
      asked.method === "GET" || asked.method === "HEAD"
        ? asked
        : { ...asked, headers: { ...asked.headers, ...sent.headers }, body: sent.body },
    );
}

test("Requests that Next.js itself can't read are refused with 400, with a page for a person and JSON for a program", async () => {
  const { store } = surroundings();
  const html = { accept: "text/html" };
  const bad = await sendRaw({ method: "GET", path: "/fr/products/%zz", headers: html });
  expect(bad.status).toBe(400);
  expect(bad.headers["content-type"]).toContain("text/html");
  expect(bad.text).toContain('<html lang="fr">');
  const multipart = { "content-type": "multipart/form-data; boundary=x" };
  const asked: RawRequest[] = [
    { method: "GET", path: "/%", headers: {} },
    { method: "GET", path: "/api/orders/%ff", headers: {} },
    { method: "GET", path: "/cart", headers: { "x-forwarded-host": "[" } },
    { method: "TRACE", path: "/api/cart", headers: {} },
    { method: "POST", path: "/cart", headers: { ...multipart, origin: store }, body: "--x\r\nbroken" },
    {
      method: "POST",
      path: "/",
      headers: { "content-type": "multipart/form-data", origin: store },
      body: "x",
    },
    { method: "POST", path: "/cart", headers: { "next-action": "x", origin: "http://[" }, body: "[]" },
  ];
  for (const one of asked) {
    const { status, text } = await sendRaw(one);
    expect([one.method, one.path, status]).toEqual([one.method, one.path, 400]);
    expect(JSON.parse(text)).toMatchObject({ error: { code: "malformed_request" } });
  }
  const foreign = { "next-action": "x", origin: "http://evil.example" };
  expect((await sendRaw({ method: "POST", path: "/cart", headers: foreign, body: "[]" })).status).toBe(403);
});

test("Every page and handler on disk answers odd requests without failing, hanging, leaking or leading away", async () => {
  test.setTimeout(300_000);
  const { store, cartSecret, cronSecret, webhookSecret, database } = surroundings();
  const ids = actionIds();
  expect(ids.length).toBeGreaterThan(10);
  let sent = 0;
  for (const address of ADDRESSES) {
    await fc.assert(
      fc.asyncProperty(requestsTo(address, store, ids), async (asked) => {
        sent += 1;
        const { status, headers, text } = await sendRaw(asked);
        const to = headers.location;
        const faults = [
          ...(status >= 500 ? [`status ${status}`] : []),
          ...leaksIn(asked.path.startsWith("/_next") ? "" : text, [
            cartSecret,
            cronSecret,
            webhookSecret,
            database,
          ]),
          ...(to !== undefined && !isOwnPath(to) ? [`a redirect away: ${to}`] : []),
        ];
        expect(faults, text.slice(0, 300)).toEqual([]);
      }),
      { seed: FUZZ_SEED, numRuns: RUNS, endOnFailure: true },
    );
  }
  console.log(`odd requests: ${sent} to ${ADDRESSES.length} addresses, FUZZ_SEED=${FUZZ_SEED}`);
});
