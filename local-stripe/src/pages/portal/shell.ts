import { type Html, html } from "../../http/html";
import { type Locale, translator } from "../../texts/translate";

/** A page of the portal, in the customer's language and in light or dark. */
export function shell(locale: Locale, content: Html): Html {
  const t = translator(locale);
  return html`<!doctype html>
<html lang="${locale}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>${t("portal.title")}</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/assets/portal.css">
  </head>
  <body><main><p class="badge">${t("badge")}</p>${content}</main></body>
</html>`;
}

/** For a link that leads nowhere. */
export function closedPage(locale: Locale, text: string): Html {
  return shell(locale, html`<h1>${text}</h1>`);
}

export function day(locale: Locale, seconds: number): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(seconds * 1000);
}
