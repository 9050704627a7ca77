import fc from "fast-check";
import { env } from "@/lib/config/env";
import { stripe } from "@/lib/stripe/client";
import { answerText } from "../answer-text";
import { browser } from "../browser-cookies";
import { oneThingWrong, type Pool, validFor } from "./from-schema";
import { oddBytes, oddHeaderValue, oddText, oddValue } from "./odd-values";
import { type Cast, type PersonName, personNames } from "./people";
import type { FuzzedRoute } from "./route-files";

type Sent = { type: string | null; body: string | Uint8Array<ArrayBuffer> | null; signed?: boolean };

export type FuzzRequest = {
  person: PersonName;
  params: Record<string, string>;
  /** Without "?". */
  query: string;
  headers: Record<string, string>;
  sent: Sent;
};

const JSON_TYPE = "application/json";
const FORM_TYPE = "application/x-www-form-urlencoded";

/** Headers that somebody may write anything into. */
const ODD_HEADERS = [
  "origin",
  "referer",
  "host",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-forwarded-for",
  "x-real-ip",
  "accept",
  "accept-language",
  "authorization",
  "content-length",
  "content-encoding",
  "cookie",
  "sec-fetch-site",
  "stripe-signature",
  "user-agent",
] as const;

/** Requests to a route: a part of them right, most with something wrong in the body, the query, the path or the headers. */
export function requestsTo(
  route: FuzzedRoute,
  { pool }: Cast,
  events: readonly object[],
): fc.Arbitrary<FuzzRequest> {
  const names = [...route.path.matchAll(/\[(\w+)\]/g)].map(([, name = ""]) => name);
  const { query, body } = route.handler.takes;
  return fc.record({
    person: fc.constantFrom(...personNames),
    params: fc.record(Object.fromEntries(names.map((name) => [name, pathPart(name, pool)]))),
    query: queries(query ? validFor(query, pool) : fc.constant({})),
    headers: headers(route),
    sent: route.method === "GET" ? fc.constant({ type: null, body: null }) : bodies(body, pool, events),
  });
}

/** As the framework gives it: decoded, and so without half characters. A name without a value in the pool is a new one, which needs one. */
function pathPart(name: string, pool: Pool): fc.Arbitrary<string> {
  const known = pool[name];
  if (!known)
    throw new Error(`the fuzz has no value for [${name}]: give it one in tests/support/fuzz/people.ts`);
  const odd = oddText().map(wellFormed);
  return fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...known) }, { weight: 3, arbitrary: odd });
}

function queries(valid: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  const written = valid.map((value) => new URLSearchParams(flat(value)).toString());
  const wrong = valid
    .chain((value) => oneThingWrong(value))
    .map((value) => new URLSearchParams(flat(value)).toString());
  const raw = fc.constantFrom(
    "%",
    "%zz=%ff",
    "a[b]=1&a[b]=2",
    "__proto__=1",
    "q=%00",
    "q=%ED%A0%80",
    "&&&===",
    "x".repeat(6_000),
  );
  return fc.oneof(
    { weight: 4, arbitrary: written },
    { weight: 3, arbitrary: wrong },
    { weight: 1, arbitrary: raw },
  );
}

const flat = (value: unknown): Record<string, string> =>
  typeof value === "object" && value !== null
    ? Object.fromEntries(
        Object.entries(value).map(([name, inner]) => [
          name,
          typeof inner === "string" ? inner : String(JSON.stringify(inner)),
        ]),
      )
    : { value: String(value) };

function headers({ handler }: FuzzedRoute): fc.Arbitrary<Record<string, string>> {
  const right = rightHeaders(handler.takes.from);
  const odd = fc.dictionary(fc.constantFrom(...ODD_HEADERS), oddHeaderValue(), { minKeys: 1, maxKeys: 3 });
  const overlaid = odd.map((wrong) => ({ ...right, ...wrong }));
  // A round of background work takes a hundred times as long as any other answer.
  if (handler.takes.from === "cron")
    return fc.oneof({ weight: 30, arbitrary: odd }, { weight: 1, arbitrary: overlaid });
  return fc.oneof({ weight: 3, arbitrary: fc.constant(right) }, { weight: 2, arbitrary: overlaid });
}

const rightHeaders = (from: FuzzedRoute["handler"]["takes"]["from"]): Record<string, string> =>
  from === "cron"
    ? { authorization: `Bearer ${env().CRON_SECRET}` }
    : { origin: new URL(env().STORE_URL).origin };

/** Requests with nothing odd, for routes that hardly any odd one gets into. */
export function rightRequestsTo({ handler }: FuzzedRoute): FuzzRequest[] {
  if (handler.takes.from !== "cron") return [];
  const headers = rightHeaders("cron");
  return [{ person: "nobody", params: {}, query: "", headers, sent: { type: null, body: null } }];
}

type TakenBody = FuzzedRoute["handler"]["takes"]["body"];

function bodies(taken: TakenBody, pool: Pool, events: readonly object[]): fc.Arbitrary<Sent> {
  const broken = fc.record({
    type: fc.constantFrom(
      JSON_TYPE,
      FORM_TYPE,
      "multipart/form-data; boundary=x",
      "multipart/form-data",
      "text/plain",
      "x",
      null,
    ),
    body: oddBytes(),
  });
  const known =
    taken === "none"
      ? [fc.constant<Sent>({ type: null, body: null })]
      : taken === "signed"
        ? [signedEvents(events)]
        : taken.formats.map((format) => written(format, validFor(taken.schema, pool)));
  return fc.oneof({ weight: 6, arbitrary: fc.oneof(...known) }, { weight: 1, arbitrary: broken });
}

function written(format: "json" | "form", valid: fc.Arbitrary<unknown>): fc.Arbitrary<Sent> {
  const value = fc.oneof(
    { weight: 2, arbitrary: valid },
    { weight: 4, arbitrary: valid.chain((value) => oneThingWrong(value)) },
  );
  return value.map((body) =>
    format === "json"
      ? { type: JSON_TYPE, body: JSON.stringify(body) }
      : { type: FORM_TYPE, body: new URLSearchParams(flat(body)).toString() },
  );
}

/** With Stripe's signature, as if its secret were known or its events had another form one day. */
const signedEvents = (events: readonly object[]): fc.Arbitrary<Sent> =>
  fc
    .oneof(
      { weight: 1, arbitrary: fc.constantFrom(...events) },
      { weight: 3, arbitrary: fc.constantFrom<unknown>(...events).chain((event) => oneThingWrong(event, 1)) },
      { weight: 1, arbitrary: oddValue() },
    )
    .map((event) => ({ type: JSON_TYPE, body: JSON.stringify(event), signed: true }));

export type Outcome = { status: number; headers: Headers; text: string };

/** Sends a request through the route's handler, in its person's browser. What it does to the cookies is forgotten. */
export async function send(route: FuzzedRoute, { people }: Cast, request: FuzzRequest): Promise<Outcome> {
  const person = people[request.person];
  const cookies = [...person.cookies];
  const { sent } = request;
  const headers = new Headers({
    "x-forwarded-for": person.address,
    ...request.headers,
    ...(sent.type !== null && { "content-type": sent.type }),
    ...(sent.signed && typeof sent.body === "string" && { "stripe-signature": signature(sent.body) }),
  });
  const path = route.path.replace(/\[(\w+)\]/g, (_, name: string) =>
    encodeURIComponent(request.params[name] ?? ""),
  );
  const { origin } = new URL(env().STORE_URL);
  try {
    return await person.does(async () => {
      for (const [name, value] of headers) browser.headers.set(name, value);
      const asked = new Request(`${origin}${path}?${request.query}`, {
        method: route.method,
        headers,
        body: sent.body,
      });
      const response = await route.handler(asked, { params: Promise.resolve(request.params) });
      return { status: response.status, headers: response.headers, text: await answerText(response) };
    });
  } finally {
    person.cookies.clear();
    for (const [name, value] of cookies) person.cookies.set(name, value);
  }
}

const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, "\ufffd");

const signature = (payload: string): string =>
  stripe().webhooks.generateTestHeaderString({ payload, secret: env().STRIPE_WEBHOOK_SECRET[0] ?? "" });
