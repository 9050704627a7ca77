import { bundle, styles } from "../http/bundle";
import { ACCOUNT_COOKIE, chooseWorld } from "../http/choose-world";
import type { Html } from "../http/html";
import { assetReply, pageReply } from "../http/replies";
import type { Context, Reply, Router } from "../http/router";
import { worldName } from "../state/account";
import { type InnerCall, isSameOrigin, run } from "./actions";
import { controlPage } from "./control";
import { customersPage } from "./customers";
import { disputesPage } from "./disputes";
import { eventPage, eventsPage } from "./events";
import { layout } from "./layout";
import { paymentsPage } from "./payments";
import { sessionsPage } from "./sessions";

type Draw = (context: Context) => Html | null;

/** The dashboard at `/`: what the local Stripe holds, and buttons for what a test would do by its control API. */
export function mountDashboard(router: Router): void {
  const page = (route: string, tab: string, title: string, draw: Draw) =>
    router.get(route, (asked) => {
      const context = { ...asked, local: chooseWorld(asked) };
      const content = draw(context);
      if (!content) return { status: 404, body: "Nothing here." };
      const problem = context.query.get("problem");
      const reply = pageReply(layout(context.local, { path: tab, title, content, problem }), {
        framedBy: "nobody",
        forms: true,
      });
      if (context.query.get("account") === null) return reply;
      // The pages and buttons that follow are for the same account.
      const cookie = `${ACCOUNT_COOKIE}=${encodeURIComponent(worldName(context.local.account))}; Path=/; SameSite=Strict; HttpOnly`;
      return { ...reply, headers: { ...reply.headers, "set-cookie": cookie } };
    });
  const action = (route: string, back: string, call: (context: Context) => InnerCall) =>
    router.post(route, async (context): Promise<Reply> => {
      if (!isSameOrigin(context)) return { status: 403, body: "Only the dashboard itself may do this." };
      const problem = await run(router, context, call(context));
      const query = problem ? `?${new URLSearchParams({ problem })}` : "";
      return { status: 303, headers: { location: `${back}${query}` }, body: "" };
    });
  const id = (context: Context) => encodeURIComponent(context.params.id ?? "");
  const post = (path: string, json: object = {}): InnerCall => ({ method: "POST", path, json });

  router.get("/assets/dashboard.js", async () =>
    assetReply(await bundle("dashboard/live.ts"), "text/javascript"),
  );
  router.get("/assets/dashboard.css", async () =>
    assetReply(await styles("dashboard/dashboard.css"), "text/css"),
  );

  const sessions = "/dashboard/sessions";
  const customers = "/dashboard/customers";
  const disputes = "/dashboard/disputes";
  const events = "/dashboard/events";
  const control = "/dashboard/control";
  page("/", "/", "Payments", ({ local }) => paymentsPage(local));
  page(sessions, sessions, "Checkout sessions", ({ local }) => sessionsPage(local));
  page(customers, customers, "Customers", ({ local }) => customersPage(local));
  page(disputes, disputes, "Disputes", ({ local }) => disputesPage(local));
  page(events, events, "Events", ({ local }) => eventsPage(local));
  page("/dashboard/events/:id", events, "Event", ({ local, params }) => eventPage(local, params.id ?? ""));
  page(control, control, "Faults and clock", ({ local }) => controlPage(local));

  action("/dashboard/payments/:id/refund", "/", (context) => ({
    method: "POST",
    path: "/v1/refunds",
    form: { payment_intent: context.params.id ?? "" },
  }));
  action("/dashboard/payments/:id/settle", "/", (context) =>
    post(`/_local/payment_intents/${id(context)}/settle`),
  );
  action("/dashboard/payments/:id/fail", "/", (context) =>
    post(`/_local/payment_intents/${id(context)}/fail`),
  );
  action("/dashboard/payments/:id/dispute", disputes, (context) =>
    post(`/_local/payment_intents/${id(context)}/dispute`, { reason: "fraudulent" }),
  );
  action("/dashboard/disputes/:id/:outcome", disputes, (context) =>
    post(`/_local/disputes/${id(context)}/close`, { outcome: context.params.outcome }),
  );
  for (const call of ["capture", "cancel"]) {
    action(`/dashboard/payments/:id/${call}`, "/", (context) => ({
      method: "POST",
      path: `/v1/payment_intents/${id(context)}/${call}`,
      form: {},
    }));
  }
  action("/dashboard/sessions/:id/expire", sessions, (context) =>
    post(`/_local/checkout/sessions/${id(context)}/expire`),
  );
  action("/dashboard/events/:id/resend", events, (context) => post(`/_local/events/${id(context)}/deliver`));
  action("/dashboard/release", control, () => post("/_local/events/release"));
  action("/dashboard/order/:mode", control, ({ params }) =>
    post("/_local/events/order", { mode: params.mode }),
  );
  action("/dashboard/clock/:seconds", control, ({ params }) =>
    post("/_local/clock", { advance_seconds: Number(params.seconds) }),
  );
  action("/dashboard/faults/clear", control, () => ({ method: "DELETE", path: "/_local/faults" }));
  action("/dashboard/faults", control, ({ body }) => post("/_local/faults", readFault(body)));
}

function readFault(body: Buffer): object {
  const given = new URLSearchParams(body.toString());
  const delay = Number(given.get("delay_ms") ?? 0);
  return {
    kind: given.get("kind") ?? "",
    times: Number(given.get("times") ?? 1),
    ...(given.get("path") ? { path: given.get("path") } : {}),
    ...(delay > 0 ? { delay_ms: delay } : {}),
  };
}
