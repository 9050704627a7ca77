/** All that a span may say: names of OpenTelemetry's conventions, and the store's own. None of it is about a person, and values are ids, codes and numbers. */
export const SPAN_FIELDS = [
  "http.request.method",
  "http.request.resend_count",
  "http.response.status_code",
  "http.route",
  "url.template",
  "next.rsc",
  "next.span_type",
  "db.system.name",
  "db.operation.name",
  "db.collection.name",
  "db.response.status_code",
  "error.type",
  "stripe.request_id",
  "store.order.id",
  "store.event.id",
  "store.event.type",
  "store.event.result",
  "store.job.id",
  "store.job.effect",
  "store.job.tries",
  "store.job.result",
] as const;

export type SpanFields = Partial<Record<(typeof SPAN_FIELDS)[number], string | number>>;
