import { formatAmount } from "../../facts/money";
import { type Html, html } from "../../http/html";
import { htmlPage } from "../../http/html-page";
import { type Locale, translator } from "../../texts/translate";

export interface RedirectFacts {
  method: string;
  /** The price; null when a card is only saved. */
  price: { amount: number; currency: string } | null;
  merchant: string;
}

/** Plays the bank's page. `facts` is null when nothing waits. */
export function redirectPage(locale: Locale, source: string, facts: RedirectFacts | null): Html {
  const t = translator(locale);
  const content = facts
    ? html`<h1>${t("redirect.heading", { method: facts.method })}</h1>
      <p>${t("redirect.text")}</p>
      <dl>
        <div><dt>${t("challenge.merchant")}</dt><dd>${facts.merchant}</dd></div>
        ${facts.price ? html`<div><dt>${t("challenge.amount")}</dt><dd>${formatAmount(facts.price.amount, facts.price.currency, locale)}</dd></div>` : null}
      </dl>
      <div id="problem" data-text="${t("challenge.error")}"></div>
      <div class="actions">
        <button type="button" class="action" id="test-source-authorize" data-result="authorize">${t("redirect.authorize")}</button>
        <button type="button" class="action is-second" id="test-source-fail" data-result="fail">${t("redirect.fail")}</button>
      </div>`
    : html`<h1>${t("redirect.gone.title")}</h1><p>${t("redirect.gone.text")}</p>`;
  const body = html`<body data-source="${source}">
    <div class="page">
      <main class="bank">
        <p class="bank-name">${t("challenge.bank")}<span class="badge">${t("badge")}</span></p>
        ${content}
      </main>
    </div>
    <script src="/assets/redirect.js"></script>
  </body>`;
  return htmlPage({ locale, title: t("redirect.title"), styles: ["/assets/challenge.css"], body });
}
