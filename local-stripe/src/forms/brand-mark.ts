import { h, svg } from "../browser/dom";
import type { Brand } from "./card-number";

const COLOURS: Record<Brand, [string, string]> = {
  visa: ["#1f3a8a", "VISA"],
  mastercard: ["#b3401a", "MC"],
  amex: ["#0f6a9e", "AMEX"],
  discover: ["#a1520b", "DISC"],
  diners: ["#33567c", "DIN"],
  jcb: ["#1c6b45", "JCB"],
  unionpay: ["#0b6a70", "UP"],
  unknown: ["#8792a2", ""],
};

/** Our own drawing, not the brand's logo. */
export function brandPlate(brand: Brand): SVGElement {
  const [colour, text] = COLOURS[brand];
  const plate = svg("svg", {
    viewBox: "0 0 34 22",
    width: "34",
    height: "22",
    class: "plate",
    "aria-hidden": "true",
  });
  plate.append(svg("rect", { x: "0.5", y: "0.5", width: "33", height: "21", rx: "4", fill: colour }));
  if (brand === "unknown") {
    plate.append(
      svg("rect", { x: "0.5", y: "5", width: "33", height: "4", fill: "#ffffff", opacity: "0.55" }),
    );
    plate.append(
      svg("rect", { x: "5", y: "13", width: "10", height: "3", rx: "1", fill: "#ffffff", opacity: "0.8" }),
    );
    return plate;
  }
  plate.append(
    svg(
      "text",
      {
        x: "17",
        y: "14.6",
        "text-anchor": "middle",
        "font-size": text.length > 3 ? "9" : "10",
        "font-weight": "700",
        fill: "#ffffff",
      },
      text,
    ),
  );
  return plate;
}

/** The mark of the typed card's brand; common brands until one is known. */
export function createBrandMark(): { root: HTMLElement; show: (brand: Brand) => void } {
  const root = h("span", { class: "mark" });
  const show = (brand: Brand) => {
    const brands: Brand[] = brand === "unknown" ? ["visa", "mastercard", "amex"] : [brand];
    root.replaceChildren(...brands.map(brandPlate));
    root.dataset.brand = brand;
  };
  show("unknown");
  return { root, show };
}
