import { svg } from "../browser/dom";
import { kindOf } from "../facts/payment-methods";

const PATHS: Record<string, string> = {
  card: "M3 7.5A1.5 1.5 0 0 1 4.5 6h13A1.5 1.5 0 0 1 19 7.5v7a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 3 14.5zM3 9.5h16M6 13h3",
  ideal: "M3 16.5h16M4.5 8.5h13L11 4zM6 8.5v8M11 8.5v8M16 8.5v8",
  sepa_debit: "M4 8h12l-3-3M18 14H6l3 3",
};

const BY_KIND: Record<string, string | undefined> = {
  code: "M7 3.5h8v15H7zM10 16h2",
  delayed: "M4 8h12l-3-3M18 14H6l3 3",
  immediate:
    "M9 13a3.5 3.5 0 0 1 0-5l2-2a3.5 3.5 0 0 1 5 5l-1 1M13 9a3.5 3.5 0 0 1 0 5l-2 2a3.5 3.5 0 0 1-5-5l1-1",
  redirect: "M12 4h6v6M18 4l-8 8M9 5H5v12h12v-4",
  voucher: "M4 6v10M7 6v10M9 6v10M13 6v10M15 6v10M18 6v10",
};

export function methodIcon(type: string): SVGElement {
  const icon = svg("svg", {
    viewBox: "0 0 22 22",
    width: "22",
    height: "22",
    class: "icon",
    "aria-hidden": "true",
  });
  icon.append(
    svg("path", {
      d: PATHS[type] ?? BY_KIND[kindOf(type) ?? ""] ?? PATHS.card,
      fill: "none",
      stroke: "currentColor",
      "stroke-width": "1.5",
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
    }),
  );
  return icon;
}
