import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { startSmtpServer } from "@/tests/support/smtp-server";
import { eventsOf, type MissedOrder, paidSession } from "./missed-order";

/**
 * A process with a stand-in for Stripe and a mail server. The local Stripe keeps whole worlds and would be slower than the store; this one only answers
 * what recovery asks, as slowly as Stripe does, and refuses what is over Stripe's limits: docs.stripe.com/rate-limits.
 */
const MOST_IN_ALL = 100;
const MOST_OF_ONE_KIND = 25;
/** Milliseconds. */
const DELAYS = { one: 200, page: 800, events: 400 };

type Listed = { id: string; created: number; body: object };

let sessions: Listed[] = [];
let events: Listed[] = [];
const indexes = new Map<string, number>();

function add(orders: MissedOrder[]): void {
  sessions = [
    ...sessions,
    ...orders.map((order) => ({ id: order.sessionId, created: order.created, body: paidSession(order) })),
  ];
  events = [...events, ...orders.flatMap(eventsOf)];
  for (const list of [sessions, events]) {
    list.sort((one, other) => one.created - other.created);
    list.forEach(({ id }, index) => {
      indexes.set(id, index);
    });
  }
}

/** A page of a list that is kept oldest first, as Stripe gives it: newest first. */
function page(list: Listed[], query: URLSearchParams) {
  const time = (name: string) => (query.has(name) ? Number(query.get(name)) : null);
  const [from, until] = [time("created[gte]"), time("created[lte]")];
  const limit = Number(query.get("limit") ?? 10);
  const first = from === null ? 0 : firstAt(list, from);
  const end = until === null ? list.length : firstAt(list, until + 1);
  const before = query.get("ending_before");
  const after = query.get("starting_after");
  if (before !== null) {
    const start = Math.max(first, (indexes.get(before) ?? 0) + 1);
    const found = list.slice(start, Math.min(end, start + limit));
    return answer(found, start + limit < end);
  }
  const stop = Math.min(end, after === null ? end : (indexes.get(after) ?? 0));
  return answer(list.slice(Math.max(first, stop - limit), Math.max(first, stop)), stop - limit > first);
}

const answer = (found: Listed[], hasMore: boolean) => ({
  object: "list",
  has_more: hasMore,
  data: found.map(({ body }) => body).reverse(),
});

function firstAt(list: Listed[], second: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.created ?? 0) < second) low = middle + 1;
    else high = middle;
  }
  return low;
}

const counts = { calls: 0, refused: 0, most: 0, mostOfOneKind: 0 };
const times = new Map<string, number[]>();

function isOverLimit(kind: string): boolean {
  const now = Date.now();
  const count = (name: string) => {
    const recent = [...(times.get(name) ?? []).filter((at) => at > now - 1000), now];
    times.set(name, recent);
    return recent.length;
  };
  const [inAll, ofOneKind] = [count("all"), count(kind)];
  counts.calls += 1;
  counts.most = Math.max(counts.most, inAll);
  counts.mostOfOneKind = Math.max(counts.mostOfOneKind, ofOneKind);
  return inAll > MOST_IN_ALL || ofOneKind > MOST_OF_ONE_KIND;
}

const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  const isOne = pathname.startsWith("/v1/checkout/sessions/");
  const send = (status: number, body: object, headers = {}) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(body));
  };
  if (isOverLimit(`${request.method} ${isOne ? "/v1/checkout/sessions/:id" : pathname}`)) {
    counts.refused += 1;
    return send(429, { error: { code: "rate_limit" } }, { "stripe-rate-limited-reason": "endpoint-rate" });
  }
  if (isOne) {
    await sleep(DELAYS.one);
    const found = sessions[indexes.get(pathname.split("/").at(-1) ?? "") ?? -1];
    return found ? send(200, found.body) : send(404, { error: { code: "resource_missing" } });
  }
  if (pathname === "/v1/checkout/sessions") {
    await sleep(DELAYS.page);
    return send(200, page(sessions, searchParams));
  }
  if (pathname === "/v1/events") {
    await sleep(DELAYS.events);
    const isOfPayments = [...searchParams.values()].includes("payment_intent.succeeded");
    return send(200, isOfPayments ? page(events, searchParams) : answer([], false));
  }
  return send(501, { error: { message: `the stand-in does not know ${pathname}` } });
});

// Only counted: 100,000 orders have 200,000 e-mails.
const mail = await startSmtpServer({ keep: () => "" });
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  process.send?.({ kind: "ready", stripe: `http://127.0.0.1:${port}`, smtp: mail.url });
});

export type Figures = { kind: "figures"; mails: number } & typeof counts;

process.on("message", (message: { kind: "orders"; orders: MissedOrder[] } | { kind: "figures" }) => {
  if (message.kind === "orders") add(message.orders);
  else process.send?.({ kind: "figures", mails: mail.messages.length, ...counts } satisfies Figures);
});
process.on("disconnect", () => process.exit(0));
