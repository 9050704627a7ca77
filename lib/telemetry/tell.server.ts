import "server-only";
import { nameTraces } from "@/lib/base/log.server";
import type { SpanFields } from "./fields";
import type { Counted } from "./metrics";

export type SpanStart = {
  /** Without ids: what happens again has the same name. */
  name: string;
  kind: "client" | "internal";
  fields: SpanFields;
  /** Begins a trace of its own where nothing is traced. Without it there is no span then. */
  beginsTrace?: boolean;
};

export type TellSpan = (fields: SpanFields) => void;

export type Telemetry = {
  inSpan: <Result>(start: SpanStart, work: (tell: TellSpan) => Promise<Result>) => Promise<Result>;
  /** The trace that is under way, if it is sent. */
  traceId: () => string | undefined;
  count: (what: Counted, labels: Record<string, string>) => void;
  /** Notes how long a background call waited for its turn. */
  waited: (seconds: number) => void;
};

// Next.js bundles what runs at the start apart from the routes, and each bundle has modules of its own.
const globals = globalThis as typeof globalThis & { __storeTelemetry?: Telemetry };

/** What is told to a collector; undefined when the store has none, and then nothing of it is loaded. */
export const telemetry = (): Telemetry | undefined => globals.__storeTelemetry;

export function setTelemetry(made: Telemetry): void {
  globals.__storeTelemetry = made;
  nameTraces(made.traceId);
}

const tellNobody: TellSpan = () => {};

/** Does `work` as a span of the trace that is under way. A failure gives the span its `error.type`. */
export function inSpan<Result>(start: SpanStart, work: (tell: TellSpan) => Promise<Result>): Promise<Result> {
  const told = telemetry();
  return told ? told.inSpan(start, work) : work(tellNobody);
}
