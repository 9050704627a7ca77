import "server-only";
import type { Counter, Meter, ObservableGauge } from "@opentelemetry/api";
import { describeError } from "@/lib/base/describe-error";
import { log } from "@/lib/base/log.server";
import { BACKGROUND_WAIT, COUNTERS, type Counted, GAUGES, type GaugeName, type Reading } from "./metrics";
import type { Telemetry } from "./tell.server";

/**
 * What this process counts, and the gauges.
 * @param read the gauges; asked once for each export
 */
export function counting(meter: Meter, read: () => Promise<Reading[]>): Pick<Telemetry, "count" | "waited"> {
  const counters = new Map<Counted, Counter>();
  for (const name of Object.keys(COUNTERS) as Counted[]) {
    const { unit, about } = COUNTERS[name];
    counters.set(name, meter.createCounter(name, { unit, description: about }));
  }
  const gauges = new Map<GaugeName, ObservableGauge>();
  for (const name of Object.keys(GAUGES) as GaugeName[]) {
    const { unit, about } = GAUGES[name];
    gauges.set(name, meter.createObservableGauge(name, { unit, description: about }));
  }
  meter.addBatchObservableCallback(
    async (result) => {
      try {
        for (const { gauge, labels, value } of await read()) {
          const observed = gauges.get(gauge);
          if (observed) result.observe(observed, value, labels);
        }
      } catch (error) {
        log.warn(`the gauges could not be read: ${describeError(error)}`);
      }
    },
    [...gauges.values()],
  );
  const { name, unit, about, bounds } = BACKGROUND_WAIT;
  const advice = { explicitBucketBoundaries: [...bounds] };
  const waits = meter.createHistogram(name, { unit, description: about, advice });
  return {
    count: (what, labels) => counters.get(what)?.add(1, labels),
    waited: (seconds) => waits.record(seconds),
  };
}
