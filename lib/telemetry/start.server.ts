import "server-only";
import { randomUUID } from "node:crypto";
import { OTLPMetricExporter as JsonMetrics } from "@opentelemetry/exporter-metrics-otlp-http";
import { OTLPMetricExporter as BinaryMetrics } from "@opentelemetry/exporter-metrics-otlp-proto";
import { OTLPTraceExporter as JsonTraces } from "@opentelemetry/exporter-trace-otlp-http";
import { OTLPTraceExporter as BinaryTraces } from "@opentelemetry/exporter-trace-otlp-proto";
import { detectResources, envDetector, resourceFromAttributes } from "@opentelemetry/resources";
import { MeterProvider, PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics";
import { BasicTracerProvider, BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { registerOTel } from "@vercel/otel";
import { BUILD } from "@/lib/base/build";
import type { Env } from "@/lib/config/env";
import { shopSlug } from "@/lib/config/shop";
import { counting } from "./counting.server";
import type { Reading } from "./metrics";
import { patientExporter } from "./patient-exporter.server";
import { STORE_SCOPE, safeSpans } from "./safe-spans.server";
import { traceSampler } from "./sampler.server";
import { setTelemetry } from "./tell.server";
import { tracing } from "./tracing.server";

type Settings = Pick<
  Env,
  | "OTEL_EXPORTER_OTLP_PROTOCOL"
  | "OTEL_TRACES_SAMPLER"
  | "OTEL_TRACES_SAMPLER_ARG"
  | "OTEL_METRIC_EXPORT_INTERVAL"
>;

const LONGEST_EXPORT_MS = 30_000;

/**
 * Sends traces and metrics to the collector that OTEL_EXPORTER_OTLP_ENDPOINT names; OpenTelemetry's other variables say how. Nothing waits
 * for the collector.
 * @param read the gauges, asked once for each export
 * @returns sends what is left
 */
export function startTelemetry(settings: Settings, read: () => Promise<Reading[]>): () => Promise<void> {
  const isJson = settings.OTEL_EXPORTER_OTLP_PROTOCOL === "http/json";
  const interval = settings.OTEL_METRIC_EXPORT_INTERVAL;
  const resource = resourceOfProcess();
  const sampler = traceSampler(settings.OTEL_TRACES_SAMPLER, settings.OTEL_TRACES_SAMPLER_ARG);
  const traces = patientExporter(isJson ? new JsonTraces() : new BinaryTraces(), "traces");
  const spans = new BatchSpanProcessor({
    export: (ended, done) => traces.export(safeSpans(ended, resource), done),
    forceFlush: () => traces.forceFlush(),
    shutdown: () => traces.shutdown(),
  });
  const reader = new PeriodicExportingMetricReader({
    exporter: patientExporter(isJson ? new JsonMetrics() : new BinaryMetrics(), "metrics"),
    exportIntervalMillis: interval,
    exportTimeoutMillis: Math.min(interval, LONGEST_EXPORT_MS),
  });
  // For the spans of Next.js: on Vercel it sends them before an instance is paused.
  registerOTel({ instrumentations: [], traceSampler: sampler, spanProcessors: [spans] });
  // Not that of @vercel/otel, which ends what still runs when the first span of a trace ends: jobs run beside each other after the answer.
  const tracer = new BasicTracerProvider({ resource, sampler, spanProcessors: [spans] }).getTracer(
    STORE_SCOPE,
  );
  const meter = new MeterProvider({ resource, readers: [reader] }).getMeter(STORE_SCOPE);
  setTelemetry({ ...tracing(tracer), ...counting(meter, read) });
  return async () => {
    await Promise.allSettled([spans.forceFlush(), reader.forceFlush()]);
    // What was on its way before.
    await traces.forceFlush();
  };
}

/** OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES say it otherwise. */
const resourceOfProcess = () =>
  resourceFromAttributes({
    "service.name": shopSlug(),
    "service.version": BUILD,
    "service.instance.id": randomUUID(),
  }).merge(detectResources({ detectors: [envDetector] }));
