import { createServer, type IncomingMessage } from "node:http";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { GET as doctor } from "@/app/api/doctor/route";
import { GET as live } from "@/app/api/health/live/route";
import { POST as webhook } from "@/app/api/webhooks/stripe/route";
import { env } from "@/lib/config/env";
import { webhookEvents } from "@/lib/db/schema";
import { checkOnline } from "@/lib/doctor/online.server";
import { contentSecurityPolicy } from "@/lib/http/content-security-policy";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { setSettings } from "@/tests/support/settings";

const { db } = await testDatabase();
await testStripe();

/** The routes of the store behind a port, and what a proxy in front of it may do wrong. */
let policy = "";
let password = false;
const server = createServer(async (incoming, answer) => {
  const response = password
    ? new Response("Who are you?", { status: 401 })
    : await answerOf(await requestOf(incoming));
  answer.writeHead(response.status, { ...(policy && { "content-security-policy": policy }) });
  answer.end(await response.text());
});

async function requestOf(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
  const method = incoming.method ?? "GET";
  const body = method === "POST" ? { body: Buffer.concat(chunks) } : {};
  return new Request(`http://localhost:3000${incoming.url}`, { method, headers, ...body });
}

async function answerOf(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === "/api/health/live") return live(request);
  // The store that is online has settings of its own.
  const here = env();
  vi.restoreAllMocks();
  const response =
    pathname === "/api/doctor"
      ? await doctor(request)
      : pathname.startsWith("/api/")
        ? await webhook(request)
        : new Response("");
  await setSettings(here);
  return response;
}

await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const address = server.address();
if (typeof address !== "object" || !address) throw new Error("no port");
const STORE_URL = `http://127.0.0.1:${address.port}`;
afterAll(() => new Promise((resolve) => server.close(resolve)));

beforeEach(async () => {
  vi.restoreAllMocks();
  policy = "";
  password = false;
  await setSettings({ STORE_URL });
});

const codes = async () =>
  (await checkOnline()).flatMap((finding) => (finding.state === "wrong" ? finding.code : []));

describe("the doctor asks the store that is online, and notices", () => {
  it("nothing when all is right, and leaves nothing there", async () => {
    const STRIPE_JS_URL = "http://localhost:12111/stripe.js";
    const { STRIPE_API_BASE: apiBase } = env();
    await setSettings({ STORE_URL, STRIPE_JS_URL });
    const stripe = { apiBase, jsUrl: STRIPE_JS_URL };
    policy = contentSecurityPolicy({ nonce: "n", stripe, development: false });
    expect((await checkOnline()).map(({ state }) => state)).toEqual(["right", "right", "right", "right"]);
    expect(await db.select().from(webhookEvents)).toEqual([]);
  });

  it("that it is not online yet", async () => {
    await setSettings({ STORE_URL: "http://127.0.0.1:9" });
    expect(await checkOnline()).toMatchObject([{ state: "note" }]);
  });

  it("that a password stands before it", async () => {
    password = true;
    expect(await codes()).toEqual(["store_hidden"]);
  });

  it("that it has another webhook secret", async () => {
    await setSettings({ STORE_URL, STRIPE_WEBHOOK_SECRET: ["whsec_another"] });
    expect(await codes()).toEqual(["webhook_secret_differs"]);
  });

  it("that it has another cron secret", async () => {
    await setSettings({ STORE_URL, CRON_SECRET: "another".repeat(8) });
    expect(await codes()).toEqual(["cron_secret_differs"]);
  });

  it("that a proxy adds a policy that blocks Stripe", async () => {
    policy = "default-src 'self'";
    expect(await codes()).toEqual(["policy_blocks_stripe"]);
  });
});

describe("/api/doctor", () => {
  const ask = (query: string, secret: string) =>
    doctor(
      new Request(`http://localhost:3000/api/doctor${query}`, {
        headers: { authorization: `Bearer ${secret}` },
      }),
    );

  it("answers only who has the cron's secret", async () => {
    expect((await ask("", "x".repeat(32))).status).toBe(401);
    expect((await ask("?subjects=Nothing", env().CRON_SECRET)).status).toBe(400);
  });

  it("says what is wrong, with its code, its cause and its fix, and does not ask itself", async () => {
    const response = await ask("", env().CRON_SECRET);
    expect(response.status).toBe(200);
    const body = await response.json();
    expect(body.wrong).toBeGreaterThan(0);
    expect(body.findings).toContainEqual({
      subject: "Webhooks",
      state: "wrong",
      code: "endpoint_missing",
      text: expect.stringContaining("is missing in Stripe"),
      fix: expect.stringContaining("npm run setup:stripe"),
    });
    expect(body.findings.map(({ subject }: { subject: string }) => subject)).not.toContain("Online");
  });
});
