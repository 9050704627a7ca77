import "server-only";
import {
  type Context,
  context,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import { errorType } from "./error-type";
import type { SpanFields } from "./fields";
import type { Telemetry } from "./tell.server";

const KINDS = { client: SpanKind.CLIENT, internal: SpanKind.INTERNAL } as const;

/** Spans of the store, inside of those that Next.js makes for requests. */
export function tracing(tracer: Tracer): Pick<Telemetry, "inSpan" | "traceId"> {
  return {
    traceId: () => sentTrace(context.active()),
    inSpan: (start, work) => {
      const active = context.active();
      const isTraced = sentTrace(active) !== undefined;
      if (!isTraced && !start.beginsTrace) return work(() => {});
      // A job that a round finds is a trace of its own: the round itself is not traced.
      const within = isTraced ? active : trace.deleteSpan(active);
      const options = { kind: KINDS[start.kind], attributes: start.fields };
      return tracer.startActiveSpan(start.name, options, within, async (span) => {
        const tell = (fields: SpanFields) => {
          span.setAttributes(fields);
          if (fields["error.type"] !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
        };
        try {
          return await work(tell);
        } catch (error) {
          tell({ "error.type": errorType(error) });
          throw error;
        } finally {
          span.end();
        }
      });
    },
  };
}

/** A request's span may have ended when what follows the answer begins; its trace goes on. */
function sentTrace(within: Context): string | undefined {
  const span = trace.getSpanContext(within);
  return span && (span.traceFlags & TraceFlags.SAMPLED) !== 0 ? span.traceId : undefined;
}
