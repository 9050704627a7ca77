import type Stripe from "stripe";
import { h } from "../../browser/dom";
import { taxParts } from "../../browser/tax-parts";
import { formatAmount } from "../../facts/money";
import type { PageContext } from "../../forms/context";

type Session = Stripe.Checkout.Session;

interface Summary {
  root: HTMLElement;
  show(session: Session): void;
  busy(on: boolean): void;
}

/** Beside the form, or above it and foldable in a narrow window. */
export function createSummary({ t, locale, page }: PageContext): Summary {
  const body = h("div", { class: "summary-body", id: "summary-body" });
  const amount = h("p", { class: "summary-amount" });
  const toggle = h("button", { type: "button", class: "summary-toggle", "aria-controls": "summary-body" });
  const live = h("p", { class: "sr-only", "aria-live": "polite" });
  const root = h(
    "section",
    { class: "summary", "aria-label": t("summary.title") },
    h(
      "h1",
      { class: "summary-merchant" },
      t(page.session.mode === "setup" ? "summary.save" : "summary.pay", {
        merchant: page.merchant.display_name,
      }),
    ),
    amount,
    page.session.mode === "setup" ? null : toggle,
    body,
    live,
  );
  const fold = (open: boolean) => {
    root.classList.toggle("is-open", open);
    toggle.setAttribute("aria-expanded", String(open));
    toggle.textContent = t(open ? "summary.hide" : "summary.show");
  };
  toggle.addEventListener("click", () => fold(!root.classList.contains("is-open")));
  fold(false);

  const show = (session: Session) => {
    if (session.mode === "setup") return amount.replaceChildren(t("summary.saveText"));
    const money = (minor: number) => formatAmount(minor, session.currency ?? "eur", locale);
    const total = money(session.amount_total ?? 0);
    if (amount.textContent !== "" && amount.textContent !== total)
      live.textContent = `${t("summary.total")}: ${total}`;
    amount.textContent = total;
    const lines = session.line_items?.data ?? [];
    body.replaceChildren(
      h("ul", { class: "lines" }, ...lines.map((item) => line(item, money))),
      h("dl", { class: "totals" }, ...totals(session, money)),
    );
  };

  const line = (item: Stripe.LineItem, money: (minor: number) => string) => {
    const quantity = item.quantity ?? 1;
    const product = item.price && typeof item.price.product === "object" ? item.price.product : null;
    const image = product && !("deleted" in product && product.deleted) ? product.images[0] : undefined;
    const unit = item.price?.unit_amount ?? null;
    const details = [
      t("summary.quantity", { count: String(quantity) }),
      quantity > 1 && unit !== null ? t("summary.each", { amount: money(unit) }) : null,
    ].filter((text) => text !== null);
    return h(
      "li",
      { class: "line" },
      image ? picture(image) : null,
      h(
        "span",
        { class: "line-text" },
        h("span", { class: "line-name" }, item.description ?? ""),
        h("span", { class: "line-note" }, details.join(" · ")),
      ),
      h("span", { class: "line-amount" }, money(item.amount_subtotal)),
    );
  };

  const totals = (session: Session, money: (minor: number) => string) => {
    const details = session.total_details;
    const waiting =
      session.automatic_tax.enabled && session.automatic_tax.status === "requires_location_inputs";
    const { added, included } = taxParts(session);
    const entry = (label: string, value: string, kind = "") =>
      h("div", { class: `total-row ${kind}` }, h("dt", {}, label), h("dd", {}, value));
    const shipping = session.shipping_cost;
    return [
      entry(t("summary.subtotal"), money(session.amount_subtotal ?? 0)),
      details && details.amount_discount > 0
        ? entry(t("summary.discount"), `−${money(details.amount_discount)}`, "is-discount")
        : null,
      shipping
        ? entry(
            t("summary.shipping"),
            shipping.amount_subtotal === 0 ? t("summary.free") : money(shipping.amount_subtotal),
          )
        : null,
      waiting ? entry(t("summary.tax"), t("summary.taxLater"), "is-waiting") : null,
      !waiting && added > 0 ? entry(t("summary.tax"), money(added)) : null,
      entry(t("summary.total"), money(session.amount_total ?? 0), "is-total"),
      included > 0 ? entry(t("summary.taxIncluded", { amount: money(included) }), "", "is-included") : null,
    ];
  };

  return {
    root,
    show,
    busy: (on) => {
      root.classList.toggle("is-busy", on);
      root.setAttribute("aria-busy", String(on));
    },
  };
}

/** A product's picture; a missing one leaves no gap. */
function picture(src: string): HTMLElement {
  const image = h("img", { class: "line-image", src, alt: "", width: "44", height: "44" });
  image.addEventListener("error", () => image.remove());
  return image;
}
