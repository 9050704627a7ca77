import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

const value = z.object({
  stringValue: z.string().optional(),
  intValue: z.union([z.number(), z.string()]).optional(),
  doubleValue: z.number().optional(),
  boolValue: z.boolean().optional(),
});
const attributes = z.array(z.object({ key: z.string(), value })).default([]);

const traces = z.object({
  resourceSpans: z.array(
    z.object({
      scopeSpans: z.array(
        z.object({
          scope: z.object({ name: z.string() }),
          spans: z.array(
            z.object({
              traceId: z.string(),
              spanId: z.string(),
              parentSpanId: z.string().optional(),
              name: z.string(),
              startTimeUnixNano: z.string(),
              endTimeUnixNano: z.string(),
              attributes,
              events: z.array(z.unknown()).default([]),
              status: z.object({ code: z.number().optional(), message: z.string().optional() }),
            }),
          ),
        }),
      ),
    }),
  ),
});

const points = z.object({
  dataPoints: z.array(
    z.object({
      attributes,
      asInt: z.union([z.number(), z.string()]).optional(),
      asDouble: z.number().optional(),
      count: z.union([z.number(), z.string()]).optional(),
    }),
  ),
});
const metrics = z.object({
  resourceMetrics: z.array(
    z.object({
      scopeMetrics: z.array(
        z.object({
          metrics: z.array(
            z.object({
              name: z.string(),
              unit: z.string(),
              gauge: points.optional(),
              sum: points.optional(),
              histogram: points.optional(),
            }),
          ),
        }),
      ),
    }),
  ),
});

type Fields = Record<string, string | number | boolean>;

export type CollectedSpan = {
  scope: string;
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId: string | undefined;
  failed: boolean;
  /** Of a failure; a store sends none. */
  message: string | undefined;
  events: number;
  fields: Fields;
  /** Nanoseconds since 1970. */
  began: bigint;
  ended: bigint;
};

type CollectedPoint = { name: string; labels: Fields; value: number };

const fieldsOf = (given: z.output<typeof attributes>): Fields =>
  Object.fromEntries(
    given.map(({ key, value: { stringValue, intValue, doubleValue, boolValue } }) => [
      key,
      stringValue ?? boolValue ?? Number(intValue ?? doubleValue),
    ]),
  );

function spansIn(body: string): CollectedSpan[] {
  return traces.parse(JSON.parse(body)).resourceSpans.flatMap(({ scopeSpans }) =>
    scopeSpans.flatMap(({ scope, spans }) =>
      spans.map((span) => ({
        scope: scope.name,
        name: span.name,
        traceId: span.traceId,
        spanId: span.spanId,
        parentSpanId: span.parentSpanId,
        failed: span.status.code === 2,
        message: span.status.message,
        events: span.events.length,
        fields: fieldsOf(span.attributes),
        began: BigInt(span.startTimeUnixNano),
        ended: BigInt(span.endTimeUnixNano),
      })),
    ),
  );
}

function pointsIn(body: string): CollectedPoint[] {
  return metrics.parse(JSON.parse(body)).resourceMetrics.flatMap(({ scopeMetrics }) =>
    scopeMetrics.flatMap(({ metrics: found }) =>
      found.flatMap(({ name, gauge, sum, histogram }) =>
        [gauge, sum, histogram].flatMap((kind) =>
          (kind?.dataPoints ?? []).map((point) => ({
            name,
            labels: fieldsOf(point.attributes),
            value: Number(point.asInt ?? point.asDouble ?? point.count),
          })),
        ),
      ),
    ),
  );
}

type Received = { path: string; type: string; body: string };

/** A collector of OpenTelemetry that keeps what it gets by OTLP over HTTP. `answers` may be a status, or `hangs`. */
export async function startCollector() {
  const received: Received[] = [];
  const behaviour: { answers: number | "hangs" } = { answers: 200 };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const type = request.headers["content-type"] ?? "";
      received.push({ path: request.url ?? "", type, body: Buffer.concat(chunks).toString() });
      if (behaviour.answers === "hangs") return;
      response.writeHead(behaviour.answers, { "content-type": "application/json" }).end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const of = (path: string) => received.filter((one) => one.path === path && one.type === "application/json");
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    behaviour,
    spans: () => of("/v1/traces").flatMap(({ body }) => spansIn(body)),
    /** Of the newest export. */
    metrics: () => pointsIn(of("/v1/metrics").at(-1)?.body ?? '{"resourceMetrics":[]}'),
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
