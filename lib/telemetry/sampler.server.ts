import "server-only";
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  type Sampler,
  SamplingDecision,
  TraceIdRatioBasedSampler,
} from "@opentelemetry/sdk-trace-base";
import type { Env } from "@/lib/config/env";

/** Asked every few seconds by machines, or files. What a round finds to do has traces of its own. */
const UNTRACED = /^\/(?:api\/(?:health|metrics|cron|build)|_next|art)(?:[/?]|$)/;

/**
 * Decides which traces are sent: all, or the share that OTEL_TRACES_SAMPLER asks for, and none of health checks, rounds of background work and files.
 * Spans inside of a trace follow it.
 */
export function traceSampler(name: Env["OTEL_TRACES_SAMPLER"], share: number): Sampler {
  const root = unlessUntraced(
    name.endsWith("traceidratio")
      ? new TraceIdRatioBasedSampler(share)
      : name.endsWith("off")
        ? new AlwaysOffSampler()
        : new AlwaysOnSampler(),
  );
  if (name.startsWith("parentbased")) {
    return new ParentBasedSampler({ root, remoteParentSampled: unlessUntraced(new AlwaysOnSampler()) });
  }
  return new ParentBasedSampler({ root, remoteParentSampled: root, remoteParentNotSampled: root });
}

function unlessUntraced(sampler: Sampler): Sampler {
  return {
    shouldSample: (context, traceId, spanName, kind, attributes, links) => {
      const { "http.target": target, "next.span_type": partOfNext } = attributes;
      // Outside of a request Next.js tells of each module that it loads.
      const isUntraced = typeof target === "string" ? UNTRACED.test(target) : partOfNext !== undefined;
      if (isUntraced) return { decision: SamplingDecision.NOT_RECORD };
      return sampler.shouldSample(context, traceId, spanName, kind, attributes, links);
    },
    toString: () => `without health checks: ${sampler.toString()}`,
  };
}
