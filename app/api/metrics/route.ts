import { readGauges } from "@/lib/metrics/gauges.server";
import { PROMETHEUS_TYPE, prometheusText } from "@/lib/metrics/prometheus";
import { route } from "@/lib/routes/route.server";

export const maxDuration = 60;

/** What Prometheus and its like read: docs/watching.md. Every process of the store gives the same figures, as they come from the database. */
export const GET = route(
  { from: "cron", body: "none", owner: "nobody", limit: "none" },
  async () =>
    new Response(prometheusText(await readGauges()), {
      headers: { "Content-Type": PROMETHEUS_TYPE, "Cache-Control": "no-store" },
    }),
);
