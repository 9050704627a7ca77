import { GAUGES, type GaugeName, type Reading } from "@/lib/telemetry/metrics";

export const PROMETHEUS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

/** A collector gives a metric the same name when it hands it on to Prometheus. */
const prometheusName = (name: GaugeName): string =>
  `${name.replaceAll(".", "_")}${GAUGES[name].unit === "s" ? "_seconds" : ""}`;

/** The gauges in the text form of Prometheus: prometheus.io/docs/instrumenting/exposition_formats. */
export function prometheusText(readings: readonly Reading[]): string {
  const names = [...new Set(readings.map(({ gauge }) => gauge))];
  const lines = names.flatMap((gauge) => {
    const name = prometheusName(gauge);
    const own = readings.filter((reading) => reading.gauge === gauge);
    return [
      `# HELP ${name} ${GAUGES[gauge].about}`,
      `# TYPE ${name} gauge`,
      ...own.map(({ labels, value }) => `${name}${labelsOf(labels)} ${value}`),
    ];
  });
  return `${lines.join("\n")}\n`;
}

/** Values are states of the store, which have no sign to escape. */
function labelsOf(labels: Reading["labels"]): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return pairs.length > 0 ? `{${pairs.join(",")}}` : "";
}
