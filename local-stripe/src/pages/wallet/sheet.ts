import type Stripe from "stripe";
import { post } from "../../browser/call";
import { h } from "../../browser/dom";
import { readFrameParams } from "../../browser/frame-params";
import { pack, unpack } from "../../browser/messages";
import type { SheetView, WalletPerson, WalletReport } from "../../browser/wallet-messages";
import { formatAmount } from "../../facts/money";
import { chooseLocale, translator } from "../../texts/translate";
import { CARDS, NAMES, PEOPLE } from "./people";

/** The sheet of the test wallet, in which a person picks a card and an address. The card's number stays here. */
const params = readFrameParams(window.location.hash);
const locale = chooseLocale([params.locale, ...navigator.languages]);
const t = translator(locale);
document.documentElement.lang = locale;
document.title = t("wallet.title", { wallet: "" });
const app = document.getElementById("app") ?? document.body;

let card: string = CARDS[0].number;
let who = 0;
let told = false;
let paying = false;

const tell = (report: WalletReport) =>
  window.parent.postMessage(pack(params.frameId, { type: "wallet_report", report }), params.parentOrigin);

function people({ countries }: SheetView): readonly WalletPerson[] {
  const found = PEOPLE.filter(({ address }) => !countries || countries.includes(address.country));
  return found.length > 0 ? found : PEOPLE;
}

function draw(view: SheetView): void {
  const known = people(view);
  const person = known[who] ?? known[0];
  if (!person) return;
  if (view.asksShipping && !told) {
    told = true;
    tell({ type: "address", person });
  }
  const money = (amount: number) => formatAmount(amount, view.currency, locale);
  const busy = view.busy || paying;
  const wallet = NAMES[view.wallet];
  const title = t("wallet.title", { wallet });
  const row = (name: string, amount: number, kind = "") =>
    h("div", { class: kind }, h("dt", {}, name), h("dd", {}, money(amount)));
  const pay = h(
    "button",
    { type: "button", class: "is-first", id: "wallet-pay", disabled: busy },
    t("wallet.pay", { amount: money(view.total) }),
  );
  pay.addEventListener("click", () => void buy(view, person));
  const cancel = h("button", { type: "button", id: "wallet-cancel" }, t("wallet.cancel"));
  cancel.addEventListener("click", () => tell({ type: "cancel" }));
  const rates = view.asksShipping && view.rates.length > 0;
  const focused = document.activeElement?.id;
  app.replaceChildren(
    h(
      "div",
      { class: "overlay" },
      h(
        "div",
        { class: "sheet", role: "dialog", "aria-modal": "true", "aria-labelledby": "wallet-title" },
        h("p", { class: "badge" }, t("badge")),
        h("h1", { id: "wallet-title" }, title),
        view.problem ? h("p", { class: "problem", role: "alert" }, problemText(view.problem)) : null,
        usesCard(view)
          ? picker(
              "wallet-card",
              t("wallet.card"),
              CARDS.map(({ number, text }) => ({
                value: number,
                text: `•••• ${number.slice(-4)} · ${t(text)}`,
              })),
              card,
              (value) => {
                card = value;
              },
            )
          : null,
        picker(
          "wallet-person",
          t("wallet.person"),
          known.map(({ name, address }, at) => ({
            value: String(at),
            text: `${name}, ${address.city}, ${address.country}`,
          })),
          String(known.indexOf(person)),
          (value) => {
            who = Number(value);
            const next = known[who];
            if (next && view.asksShipping) tell({ type: "address", person: next });
          },
        ),
        rates
          ? picker(
              "wallet-rate",
              t("wallet.rate"),
              view.rates.map(({ id, displayName, amount }) => ({
                value: id,
                text: `${displayName} · ${money(amount)}`,
              })),
              view.rate ?? "",
              (id) => tell({ type: "rate", id }),
            )
          : null,
        h(
          "dl",
          {},
          ...view.lines.map(({ name, amount }) => row(name, amount)),
          row(view.merchant, view.total, "total"),
        ),
        h("div", { class: "actions" }, pay, cancel),
      ),
    ),
  );
  const again = focused ? document.getElementById(focused) : pay;
  again?.focus();
}

const usesCard = ({ wallet }: SheetView) => wallet === "apple_pay" || wallet === "google_pay";

function problemText(problem: string): string {
  if (problem === "address") return t("wallet.problem.address");
  return problem === "payment" ? t("wallet.problem.payment") : problem;
}

function picker(
  id: string,
  label: string,
  choices: { value: string; text: string }[],
  chosen: string,
  onChange: (value: string) => void,
): HTMLElement {
  const select = h(
    "select",
    { id },
    ...choices.map(({ value, text }) => h("option", { value, selected: value === chosen }, text)),
  );
  select.addEventListener("change", () => onChange(select.value));
  return h("label", { for: id }, label, select);
}

async function buy(view: SheetView, person: WalletPerson): Promise<void> {
  paying = true;
  draw({ ...view, problem: null });
  const { name, email, phone, address } = person;
  const year = new Date().getFullYear() + 4;
  const method = usesCard(view)
    ? { type: "card", card: { number: card, exp_month: 12, exp_year: year, cvc: "123", wallet: view.wallet } }
    : { type: view.wallet, [view.wallet]: {} };
  const answer = await post<Stripe.PaymentMethod>(params.key, "/v1/payment_methods", {
    ...method,
    billing_details: {
      name,
      email,
      phone,
      address: { ...address, line2: address.line2 ?? undefined, state: address.state || undefined },
    },
  });
  paying = false;
  if (answer.ok) tell({ type: "pay", method: answer.value.id, person });
  else draw({ ...view, busy: false, problem: answer.error.message ?? "payment" });
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") tell({ type: "cancel" });
});
window.addEventListener("message", (event) => {
  if (event.source !== window.parent || event.origin !== params.parentOrigin) return;
  const message = unpack(params.frameId, event.data);
  if (message?.type !== "wallet_command" || message.command.type !== "sheet") return;
  draw(message.command.view);
});
tell({ type: "hello" });
