import { type Html, html } from "../http/html";
import { worldName } from "../state/account";
import type { Local } from "../state/local";
import { time } from "./parts";

const TABS = [
  { path: "/", name: "Payments" },
  { path: "/dashboard/sessions", name: "Checkout sessions" },
  { path: "/dashboard/disputes", name: "Disputes" },
  { path: "/dashboard/customers", name: "Customers" },
  { path: "/dashboard/events", name: "Events" },
  { path: "/dashboard/control", name: "Faults and clock" },
] as const;

const CARDS: [string, string][] = [
  ["4242 4242 4242 4242", "succeeds"],
  ["4000 0000 0000 0002", "is declined"],
  ["4000 0000 0000 9995", "has insufficient funds"],
  ["4000 0027 6000 3184", "asks for 3D Secure"],
  ["4000 0000 0000 0259", "is disputed a moment later"],
  ["4000 0000 0000 5126", "its refund fails a day later"],
  ["AT61 1904 3002 3457 3201", "IBAN that settles"],
  ["AT86 1904 3002 3547 3202", "IBAN that fails later"],
];

/** The frame of every page, in which `content` is refreshed. */
export function layout(
  local: Local,
  options: { path: string; title: string; content: Html; problem?: string | null },
): Html {
  const tab = (path: string, name: string) =>
    html`<li><a href="${path}"${path === options.path ? html` aria-current="page"` : null}>${name}</a></li>`;
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${options.title} · Local Stripe</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/assets/dashboard.css">
  </head>
  <body>
    <header>
      <p class="brand">Local Stripe <span class="badge wait">test double</span></p>
      <nav aria-label="Dashboard"><ul>${TABS.map(({ path, name }) => tab(path, name))}</ul></nav>
      ${accounts(local, options.path)}
    </header>
    <main>
      <h1>${options.title}</h1>
      ${options.problem ? html`<p class="problem" role="alert">${options.problem}</p>` : null}
      <div id="live">${options.content}</div>
    </main>
    <footer>
      <p>This is not Stripe. It is a stand-in on this machine for demos and tests: no bank is asked and no money moves.
      Its clock says ${time(local.now())} (UTC).</p>
      <details>
        <summary>Test cards</summary>
        <p>Any future date, any CVC.</p>
        <ul class="cards">${CARDS.map(([number, effect]) => html`<li><code>${number}</code> ${effect}</li>`)}</ul>
      </details>
    </footer>
    <script src="/assets/dashboard.js"></script>
  </body>
</html>`;
}

/** The choice of the account, as soon as there are several. */
function accounts({ worlds, account }: Local, path: string): Html | null {
  const all = worlds.all();
  if (all.length < 2) return null;
  const shown = worldName(account);
  return html`<form method="get" action="${path}" class="account">
    <label>Account <select name="account">${all.map((world) => {
      const name = worldName(world.account);
      return html`<option value="${name}"${name === shown ? html` selected` : null}>${name || "local"}</option>`;
    })}</select></label>
    <button>Show</button>
  </form>`;
}
