import { request } from "node:http";
import { waitFor } from "./waits";

/** Events go out one after another, each of which a hanging store may hold for twenty seconds. */
const LIMIT_MS = 5 * 60_000;

export type Control = (
  path: string,
  body?: object,
  method?: "POST" | "DELETE",
  limitMs?: number,
) => Promise<unknown>;

/** The operator's side of the local Stripe. Not by `fetch`, which gives up after five minutes: many held events take longer to be delivered. */
export function controlOf(stripeUrl: string): Control {
  return (path, body, method = "POST", limitMs = LIMIT_MS) =>
    waitFor(`the local Stripe: ${method} ${path}`, limitMs, () =>
      ask(`${stripeUrl}/_local${path}`, method, body),
    );
}

function ask(url: string, method: "POST" | "DELETE", body: object | undefined): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json" };
    const asked = request(url, { method, headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (part: string) => {
        text += part;
      });
      answer.on("end", () => resolve(JSON.parse(text)));
      answer.on("error", reject);
    });
    asked.on("error", reject);
    asked.end(method === "POST" ? JSON.stringify(body ?? {}) : undefined);
  });
}
