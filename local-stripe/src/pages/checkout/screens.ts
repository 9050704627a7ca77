import { h, svg } from "../../browser/dom";
import type { TextKey } from "../../texts/en";
import type { Translate } from "../../texts/translate";

export type ScreenKind = "expired" | "complete" | "paid" | "processing" | "error";

const SCREENS: Record<ScreenKind, { title: TextKey; text: TextKey; path: string }> = {
  expired: { title: "state.expired.title", text: "state.expired.text", path: "M16 9v7l4.5 3" },
  complete: { title: "state.complete.title", text: "state.complete.text", path: "M10.5 16.5l4 4 7.5-9" },
  paid: { title: "state.paid.title", text: "state.paid.text", path: "M10.5 16.5l4 4 7.5-9" },
  processing: { title: "state.paid.title", text: "state.processing.text", path: "M16 9v7l4.5 3" },
  error: { title: "state.error.title", text: "state.error.text", path: "M16 9.5v8M16 21.6v.4" },
};

export function createScreen(t: Translate, kind: ScreenKind, retry?: () => void): HTMLElement {
  const { title, text, path } = SCREENS[kind];
  const icon = svg("svg", { viewBox: "0 0 32 32", width: "44", height: "44", "aria-hidden": "true" });
  const stroke = { fill: "none", stroke: "currentColor", "stroke-width": "1.8", "stroke-linecap": "round" };
  icon.append(svg("circle", { cx: "16", cy: "16", r: "13", ...stroke }), svg("path", { d: path, ...stroke }));
  const button = retry
    ? h("button", { type: "button", class: "SubmitButton is-small" }, t("state.error.retry"))
    : null;
  button?.addEventListener("click", () => retry?.());
  return h(
    "section",
    { class: `screen is-${kind}`, "aria-label": t(title), "data-testid": `checkout-${kind}` },
    icon,
    h("h1", { tabindex: "-1" }, t(title)),
    h("p", {}, t(text)),
    button,
  );
}

export function createSkeleton(t: Translate): HTMLElement {
  const bar = (kind: string) => h("div", { class: `bone ${kind}` });
  return h(
    "div",
    { class: "page is-loading", "aria-busy": "true" },
    h("p", { class: "sr-only", role: "status" }, t("loading")),
    h("div", { class: "summary" }, bar("is-short"), bar("is-amount"), bar("is-line"), bar("is-line")),
    h(
      "div",
      { class: "form" },
      bar("is-short"),
      bar("is-field"),
      bar("is-short"),
      bar("is-block"),
      bar("is-field"),
    ),
  );
}
