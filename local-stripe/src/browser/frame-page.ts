import { type Html, html } from "./html";

/** The shell of a page that its script draws. */
export function framePage(options: { script: string; style: string; title: string }): Html {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>${options.title}</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="${options.style}">
  </head>
  <body>
    <div id="app"></div>
    <script src="${options.script}"></script>
  </body>
</html>`;
}
