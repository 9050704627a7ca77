import { type Html, html } from "../../http/html";
import { htmlPage } from "../../http/html-page";
import { type Locale, translator } from "../../texts/translate";

/** A page of the portal, in the customer's language and in light or dark. */
export function shell(locale: Locale, content: Html): Html {
  const t = translator(locale);
  return htmlPage({
    ...{ locale, title: t("portal.title"), styles: ["/assets/portal.css"] },
    body: html`<body><main><p class="badge">${t("badge")}</p>${content}</main></body>`,
  });
}

/** For a link that leads nowhere. */
export function closedPage(locale: Locale, text: string): Html {
  return shell(locale, html`<h1>${text}</h1>`);
}

export function day(locale: Locale, seconds: number): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(seconds * 1000);
}
