import "server-only";
import type { Attributes, AttributeValue, SpanContext } from "@opentelemetry/api";
import type { Resource } from "@opentelemetry/resources";
import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import { SPAN_FIELDS } from "./fields";

/** The scope of the store's own spans. */
export const STORE_SCOPE = "store";

const FIELDS: ReadonlySet<string> = new Set(SPAN_FIELDS);

/** Next.js uses earlier names of the conventions. */
const RENAMED: Readonly<Record<string, string>> = {
  "http.method": "http.request.method",
  "http.status_code": "http.response.status_code",
};

/** An id, a code, a path with the names of its parameters. Names, e-mail addresses, phone numbers and IP addresses have another form. */
const FORM = /^(?=.*[a-z])[\w./[\]{}()-]{1,120}$/i;
/** A status of HTTP, a code of PostgreSQL. */
const CODE = /^[\dA-Z]{3,5}$/;
const CODES: ReadonlySet<string> = new Set(["error.type", "db.response.status_code"]);

const isSafe = (name: string, value: AttributeValue | undefined): value is string | number | boolean =>
  typeof value === "string"
    ? FORM.test(value) || (CODES.has(name) && CODE.test(value))
    : value !== undefined && !Array.isArray(value);

/**
 * Spans as they leave the store. Behind the proxy Next.js makes two spans of a request, and only the inner one knows the route: the outer one
 * gets it from there.
 * @param resource which process of which store it is
 */
export function safeSpans(ended: readonly ReadableSpan[], resource: Resource): ReadableSpan[] {
  const routes = new Map(
    ended.flatMap(({ parentSpanContext, attributes: { "http.route": route } }) =>
      parentSpanContext && typeof route === "string" ? [[parentSpanContext.spanId, route] as const] : [],
    ),
  );
  return ended.map((span) => {
    const route = routes.get(span.spanContext().spanId);
    const isOuter = route !== undefined && span.attributes["http.route"] === undefined;
    return safeSpan(span, resource, isOuter ? { "http.route": route } : {});
  });
}

/**
 * A span as it leaves the store: with the listed fields alone, and without the messages of errors. Spans of packages hold addresses, queries and
 * texts of errors, in which people are named.
 */
function safeSpan(span: ReadableSpan, resource: Resource, more: Attributes): ReadableSpan {
  const attributes = { ...span.attributes, ...more };
  return {
    name: safeName(span.name, span.instrumentationScope.name, attributes),
    kind: span.kind,
    spanContext: () => idsOf(span.spanContext()),
    ...(span.parentSpanContext && { parentSpanContext: idsOf(span.parentSpanContext) }),
    startTime: span.startTime,
    endTime: span.endTime,
    status: { code: span.status.code },
    attributes: safeFields(attributes),
    links: [],
    events: [],
    duration: span.duration,
    ended: span.ended,
    resource,
    instrumentationScope: span.instrumentationScope,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

/** Without the trace state, which is a text of whoever called. */
const idsOf = ({ traceId, spanId, traceFlags, isRemote }: SpanContext): SpanContext => ({
  traceId,
  spanId,
  traceFlags,
  ...(isRemote !== undefined && { isRemote }),
});

function safeFields(attributes: Attributes): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([given, value]) => {
      const name = RENAMED[given] ?? given;
      return FIELDS.has(name) && isSafe(name, value) ? [[name, value] as const] : [];
    }),
  );
}

const ROUTES = ["http.route", "next.route", "next.page", "next.segment"];

/** Next.js writes some names with the address that was asked for: of those with a slash, only patterns of routes stay. */
function safeName(given: string, scope: string, attributes: Attributes): string {
  if (scope === STORE_SCOPE) return given;
  if (scope !== "next.js") return scope;
  const { "next.span_type": part, "http.route": route } = attributes;
  const isRequest = part === "BaseServer.handleRequest" && route !== undefined;
  const name = isRequest && !given.includes("/") ? `${given} ${route}` : given;
  const routes = new Set(ROUTES.map((field) => attributes[field]).filter((route) => isSafe("", route)));
  const words = name.split(" ").filter((word) => routes.has(word) || /^[\w().]+$/.test(word));
  return words.join(" ").slice(0, 120) || scope;
}
