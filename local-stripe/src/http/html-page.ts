import { type Html, html } from "./html";

/** A whole page around its body, which no search engine lists. @param body with its own `<body>` */
export function htmlPage(options: {
  locale: string;
  title: string;
  styles: readonly string[];
  body: Html;
}): Html {
  return html`<!doctype html>
<html lang="${options.locale}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>${options.title}</title>
    <link rel="icon" href="data:,">
    ${options.styles.map((href) => html`<link rel="stylesheet" href="${href}">`)}
  </head>
  ${options.body}
</html>`;
}
