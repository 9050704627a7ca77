import "server-only";
import { hasLocale } from "next-intl";
import { z } from "zod";
import { type Locale, routing } from "@/i18n/routing";
import { storableJson } from "@/lib/base/storable-text";
import { env } from "@/lib/config/env";
import { hasBearer } from "@/lib/http/bearer";
import { readText, WEBHOOK_BODY_LIMIT, wrongFields } from "@/lib/http/body";
import { type BodyFormat, type BodyReader, isForm } from "@/lib/http/body-reader";
import { isFromBot } from "@/lib/http/bot-check.server";
import { seeOther } from "@/lib/http/form";
import { requestLocale } from "@/lib/http/locale";
import { isSameOrigin } from "@/lib/http/origin";
import type { TooMany } from "@/lib/limits/too-many";
import { freshSettings } from "@/lib/settings/current.server";
import { answerOf, type RouteOutcome, type RouteRefusal } from "./answer";
import { aboutOf, logRequest } from "./log-request.server";

type RouteInput<Params, Query, Body, Owner> = {
  request: Request;
  headers: Headers;
  params: Params;
  query: Query;
  body: Body;
  owner: Owner;
  locale: Locale;
  isForm: boolean;
};

/** Rules that are checked in this order before the handler runs. Every rule must be stated, even `none`. */
type Rules<Params, Query, Body, Owner> = {
  /** False when there is no such address. */
  exists?: () => boolean;
  params?: z.ZodType<Params>;
  query?: z.ZodType<Query>;
  owner: ((request: Request) => Promise<Owner | null>) | "nobody";
  signInPage?: (locale: Locale) => string;
  /** `inside`: the handler itself counts. */
  limit:
    | ((asked: { owner: Owner; headers: Headers; body: Body }) => Promise<{ ok: true } | TooMany>)
    | "inside"
    | "none";
} & Sender<Body>;

type Sender<Body> =
  /** `own pages`: requests from other sites are refused. */
  | { from: "own pages" | "anyone"; body: BodyReader<Body> | "none" }
  | { from: "cron"; body: "none" }
  /** `signedBody` gives null when Stripe did not sign the body. */
  | { from: "stripe"; signedBody: (text: string, signature: string | null) => Body | null };

/** What a route takes, as data: so that a tool can go through all routes. `signed` bodies are Stripe's. */
export type Taken = {
  from: Sender<unknown>["from"];
  params: z.ZodType | null;
  query: z.ZodType | null;
  body: { schema: z.ZodType; formats: readonly BodyFormat[] } | "none" | "signed";
};

/**
 * Makes the handler of every `route.ts`. It checks who may ask, what and how often, and a refusal is always `{ error: { code, message, … } }`.
 * Its `takes` says what it takes.
 */
export function route<Params = unknown, Query = unknown, Body = unknown, Owner = unknown>(
  rules: Rules<Params, Query, Body, Owner>,
  handle: (asked: RouteInput<Params, Query, Body, Owner>) => RouteOutcome | Promise<RouteOutcome>,
) {
  const answer = async (request: Request, context?: { params: Promise<unknown> }): Promise<Response> => {
    const params = await context?.params;
    return logRequest(request, params, async () => {
      const asked = await check(rules, request, params);
      const { outcome, locale } = asked.ok
        ? { outcome: await handle(asked.value), locale: asked.value.locale }
        : asked;
      return { response: answerOf(outcome, locale), about: aboutOf(outcome) };
    });
  };
  const { from, params = null, query = null } = rules;
  const body = rules.from === "stripe" ? "signed" : rules.body;
  return Object.assign(answer, { takes: { from, params, query, body } satisfies Taken });
}

type Checked<Value> = { ok: true; value: Value } | { ok: false; outcome: RouteOutcome; locale: Locale };

async function check<Params, Query, Body, Owner>(
  rules: Rules<Params, Query, Body, Owner>,
  request: Request,
  givenParams: unknown,
): Promise<Checked<RouteInput<Params, Query, Body, Owner>>> {
  const { headers } = request;
  const pageLocale = requestLocale(headers);
  const stop = (outcome: RouteOutcome, locale = pageLocale) => ({ ok: false, outcome, locale }) as const;

  // Without a database the route itself says what is wrong.
  await freshSettings().catch(() => {});
  if (rules.exists?.() === false) return stop({ ok: false, code: "not_found" });
  const stranger = refuseSender(rules.from, headers);
  if (stranger) return stop(stranger);
  if (await isFromBot(request)) return stop({ ok: false, code: "bot_suspected" });

  // Texts of an address may have letters that PostgreSQL refuses, as those of a body.
  const params = (rules.params ?? ANYTHING).safeParse(storableJson(givenParams).value);
  if (!params.success) return stop({ ok: false, code: "not_found" });
  const search = Object.fromEntries(new URL(request.url).searchParams);
  const query = (rules.query ?? ANYTHING).safeParse(storableJson(search).value);
  if (!query.success) return stop({ ok: false, code: "invalid_request", ...wrongFields(query.error) });
  const body = await readBody(rules, request);
  if (!body.ok) return stop(body);

  const locale = localeIn(params.data) ?? localeIn(body.data) ?? localeIn(query.data) ?? pageLocale;
  const owner = await readOwner(rules, request, locale);
  if (!owner.ok) return stop(owner.outcome, locale);
  const value = {
    request,
    headers,
    params: params.data,
    query: query.data,
    body: body.data,
    owner: owner.data,
    locale,
    isForm: isForm(headers),
  };
  const counted = typeof rules.limit === "function" ? await rules.limit(value) : { ok: true as const };
  return counted.ok ? { ok: true, value } : stop(counted, locale);
}

/** Where a route states no form. */
const ANYTHING = z.custom<never>();

function refuseSender(from: Sender<unknown>["from"], headers: Headers): RouteRefusal | null {
  switch (from) {
    case "own pages":
      return isSameOrigin(headers, env().STORE_URL) ? null : { ok: false, code: "forbidden_origin" };
    case "cron": {
      const isCron = hasBearer(headers.get("authorization"), env().CRON_SECRET);
      return isCron ? null : { ok: false, code: "unauthorized" };
    }
    // Stripe's signature covers the body.
    case "stripe":
    case "anyone":
      return null;
  }
}

async function readBody<Body>(
  sender: Sender<Body>,
  request: Request,
): Promise<{ ok: true; data: Body } | Exclude<RouteRefusal, { status: number }>> {
  if (sender.from === "stripe") {
    const body = await readText(request, WEBHOOK_BODY_LIMIT);
    if (!body.ok) return body;
    const data = sender.signedBody(body.text, request.headers.get("stripe-signature"));
    return data === null ? { ok: false, code: "invalid_signature" } : { ok: true, data };
  }
  return sender.body === "none" ? { ok: true, data: ANYTHING.parse(null) } : sender.body(request);
}

async function readOwner<Params, Query, Body, Owner>(
  { owner: read, signInPage }: Rules<Params, Query, Body, Owner>,
  request: Request,
  locale: Locale,
): Promise<{ ok: true; data: Owner } | { ok: false; outcome: RouteOutcome }> {
  if (read === "nobody") return { ok: true, data: ANYTHING.parse(null) };
  const owner = await read(request);
  if (owner !== null) return { ok: true, data: owner };
  const toPage = isForm(request.headers) && signInPage;
  return { ok: false, outcome: toPage ? seeOther(toPage(locale)) : { ok: false, code: "sign_in_required" } };
}

function localeIn(part: unknown): Locale | null {
  if (typeof part !== "object" || part === null || !("locale" in part)) return null;
  return hasLocale(routing.locales, part.locale) ? part.locale : null;
}
