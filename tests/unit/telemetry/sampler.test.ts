import { ROOT_CONTEXT, SpanKind, trace } from "@opentelemetry/api";
import { describe, expect, it } from "vitest";
import { traceSampler } from "@/lib/telemetry/sampler.server";

const ID = "0af7651916cd43dd8448eb211c80319c";

function isSent(
  sampler: ReturnType<typeof traceSampler>,
  target: string,
  parent?: { sampled: boolean; remote: boolean },
) {
  const context = parent
    ? trace.setSpanContext(ROOT_CONTEXT, {
        traceId: ID,
        spanId: "b7ad6b7169203331",
        traceFlags: parent.sampled ? 1 : 0,
        isRemote: parent.remote,
      })
    : ROOT_CONTEXT;
  const fields = { "http.target": target };
  return sampler.shouldSample(context, ID, "GET", SpanKind.SERVER, fields, []).decision === 2;
}

describe("which traces are sent", () => {
  const usual = traceSampler("parentbased_always_on", 1);

  it.each([
    ["/api/checkout/payment", true],
    ["/en/products/mug?_rsc=1", true],
    ["/api/healthy-food", true],
    ["/api/health/ready?parts=database", false],
    ["/api/metrics", false],
    ["/api/cron?scope=due", false],
    ["/api/build", false],
    ["/_next/static/chunks/a.js", false],
    ["/art/mug.svg", false],
  ])("%s: %s", (target, sent) => expect(isSent(usual, target)).toBe(sent));

  it("has no trace of what Next.js does outside of a request", () => {
    const fields = { "next.span_type": "LoadComponents.loadRouteModule" };
    const { decision } = usual.shouldSample(ROOT_CONTEXT, ID, "load", SpanKind.INTERNAL, fields, []);
    expect(decision).toBe(0);
  });

  it("follows who called, unless machines ask every few seconds", () => {
    expect(isSent(usual, "/", { sampled: false, remote: true })).toBe(false);
    expect(isSent(usual, "/api/cron", { sampled: true, remote: true })).toBe(false);
    expect(isSent(traceSampler("traceidratio", 0), "/", { sampled: true, remote: true })).toBe(false);
    expect(isSent(traceSampler("always_on", 1), "/", { sampled: false, remote: true })).toBe(true);
  });

  it("keeps a trace whole, whatever the share", () => {
    const none = traceSampler("traceidratio", 0);
    expect(isSent(none, "/")).toBe(false);
    expect(isSent(none, "/", { sampled: true, remote: false })).toBe(true);
    expect(isSent(traceSampler("parentbased_always_off", 1), "/")).toBe(false);
    expect(isSent(traceSampler("parentbased_traceidratio", 1), "/")).toBe(true);
  });
});
