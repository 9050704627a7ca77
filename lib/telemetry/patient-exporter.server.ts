import "server-only";
import { log } from "@/lib/base/log.server";

/** What exporters of traces and of metrics have in common. `code` 0 says that it was sent. */
type Exporter<Items> = {
  export: (items: Items, done: (result: { code: number; error?: Error }) => void) => void;
  forceFlush?: () => Promise<void>;
  shutdown: () => Promise<void>;
};

/** So many exports in a row fail before the collector is left alone. */
const FAILURES = 3;
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 15 * 60_000;
const FAILED = 1;

/**
 * Leaves a collector alone that does not answer: after three failures for a minute, and after each further one for twice as long, up to
 * fifteen minutes. What was to be sent meanwhile is dropped, so nothing piles up.
 * @param what is exported, for the log
 */
export function patientExporter<Items, Inner extends Exporter<Items>>(
  exporter: Inner & Exporter<Items>,
  what: string,
  now: () => number = Date.now,
): Inner {
  let failures = 0;
  let quietUntil = 0;
  const heard = ({ code }: { code: number }) => {
    if (code !== FAILED) {
      if (failures >= FAILURES) log.info(`the collector takes ${what} again`);
      failures = 0;
      return;
    }
    failures += 1;
    if (failures < FAILURES) return;
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (failures - FAILURES), LONGEST_PAUSE_MS);
    quietUntil = now() + pauseMs;
    log.warn(
      `OTEL_EXPORTER_OTLP_ENDPOINT: the collector did not take ${what} ${failures} times; dropped for ${pauseMs / 60_000} min`,
    );
  };
  const send = exporter.export.bind(exporter);
  return Object.assign(exporter, {
    export: (items: Items, done: (result: { code: number; error?: Error }) => void) => {
      if (now() < quietUntil) return done({ code: FAILED });
      send(items, (result) => {
        heard(result);
        done(result);
      });
    },
  });
}
