import { type Html, html } from "./html";

/** The shell of a page that its script draws. */
export function framePage(options: { script: string; styles: string[]; title: string }): Html {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>${options.title}</title>
    <link rel="icon" href="data:,">
    ${options.styles.map((href) => html`<link rel="stylesheet" href="${href}">`)}
  </head>
  <body>
    <div id="app"></div>
    <script src="${options.script}"></script>
  </body>
</html>`;
}
