import { type Html, html } from "./html";
import { htmlPage } from "./html-page";

/** The shell of a page that its script draws. */
export function framePage({ script, ...page }: { script: string; styles: string[]; title: string }): Html {
  const body = html`<body>
    <div id="app"></div>
    <script src="${script}"></script>
  </body>`;
  return htmlPage({ ...page, locale: "en", body });
}
