import { createHmac, randomBytes } from "node:crypto";
import { Agent, request } from "node:http";
import pg from "pg";

const CLIENTS = 10;

/** `charge.succeeded` is verified, stored and acknowledged. `checkout.session.completed`, of another shop of the account, is also looked up. */
export type EventType = "charge.succeeded" | "checkout.session.completed";

function eventBody(type: EventType): string {
  const created = Math.floor(Date.now() / 1000);
  return JSON.stringify({
    id: `evt_${randomBytes(12).toString("hex")}`,
    object: "event",
    api_version: "2026-10-28.endive",
    created,
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type,
    data: {
      object: {
        id: `cs_test_${randomBytes(29).toString("hex")}`,
        object: "checkout.session",
        amount_total: 4200,
        currency: "eur",
        metadata: {},
        mode: "payment",
        payment_status: "paid",
        status: "complete",
      },
    },
  });
}

function signature(body: string, secret: string): string {
  const time = Math.floor(Date.now() / 1000);
  return `t=${time},v1=${createHmac("sha256", secret).update(`${time}.${body}`).digest("hex")}`;
}

/** From ten senders, to the webhook of a store or a bare handler. */
export async function eventsPerSecond(
  url: URL,
  secret: string,
  type: EventType,
  count: number,
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  const rate = await perSecond(count, () => sendEvent(url, agent, type, secret));
  agent.destroy();
  return rate;
}

/** @throws Error unless the webhook took it */
export function sendEvent(url: URL, agent: Agent, type: EventType, secret: string): Promise<void> {
  const body = eventBody(type);
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "stripe-signature": signature(body, secret) };
    const sent = request(url, { method: "POST", agent, headers }, (response) => {
      response.resume();
      response.on("end", () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`the webhook route answered ${response.statusCode}`));
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** The table that a bare handler writes each event into, as it came. */
export async function makeBareTable(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query("create table bench_rows (id text primary key, payload jsonb not null)");
  await client.end();
}

async function perSecond(count: number, once: () => Promise<void>): Promise<number> {
  let left = count;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (left > 0) {
        left -= 1;
        await once();
      }
    }),
  );
  return (count * 1000) / (performance.now() - began);
}
