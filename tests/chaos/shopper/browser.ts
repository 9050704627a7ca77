import { setTimeout as delay } from "node:timers/promises";
import type { Journal } from "../journal";
import { addressOf } from "../plan";
import { waitFor } from "../waits";

export type Answer = {
  /** Null when the connection was lost. */
  status: number | null;
  body: unknown;
  text: string;
  location: string | null;
};

/** Thrown when a shopper has tried for so long that a person would have given up. */
export class StrandedError extends Error {
  override name = "StrandedError";
}

/** How long a shopper keeps trying, in milliseconds: longer than any single fault. */
const PATIENCE_MS = 120_000;
const TIMEOUT_MS = 60_000;

type Options = { url: string; journal: Journal; number: number; cookie: string };

/** A shopper's browser, as far as the store knows it: cookies, an address, and patience. */
export class StoreBrowser {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly options: Options) {
    this.keep(options.cookie);
  }

  /** Never throws: a lost connection is an answer without a status. */
  async ask(path: string, body?: object): Promise<Answer> {
    const { url, journal, number } = this.options;
    const began = performance.now();
    const where = `${body ? "POST" : "GET"} ${path.replace(/\?.*/, "").replace(/(ord|cs|pi)_\w+/, "$1_…")}`;
    const answer = await waitFor(`shopper ${number}: ${where}`, 2 * TIMEOUT_MS, () =>
      this.send(url + path, body),
    ).catch((): Answer => ({ status: null, body: null, text: "", location: null }));
    journal.answered({ where, status: answer.status, ms: performance.now() - began });
    return answer;
  }

  private async send(url: string, body?: object): Promise<Answer> {
    const { url: store, number } = this.options;
    try {
      const response = await fetch(url, {
        method: body ? "POST" : "GET",
        redirect: "manual",
        signal: AbortSignal.timeout(TIMEOUT_MS),
        headers: {
          ...(body && { "content-type": "application/json", origin: store }),
          cookie: Array.from(this.cookies, ([name, value]) => `${name}=${value}`).join("; "),
          "x-shopper-address": addressOf(number),
          "accept-language": "en",
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      for (const cookie of response.headers.getSetCookie()) this.keep(cookie);
      const text = await response.text();
      const isJson = response.headers.get("content-type")?.includes("json");
      return {
        status: response.status,
        body: isJson ? JSON.parse(text) : null,
        text,
        location: response.headers.get("location"),
      };
    } catch {
      return { status: null, body: null, text: "", location: null };
    }
  }

  /** Opens a page and follows where it leads. A page of an error must show a way on. */
  async open(path: string): Promise<Answer> {
    return patiently(`opening ${path.replace(/\?.*/, "")}`, async () => {
      let answer = await this.ask(path);
      for (let hops = 0; answer.location && hops < 5; hops += 1) {
        const { pathname, search } = new URL(answer.location, this.options.url);
        answer = await this.ask(pathname + search);
      }
      if (answer.status === null || answer.status < 500) return answer.status === null ? null : answer;
      if (/<html/i.test(answer.text) && !hasWayOn(answer.text)) {
        const { journal, number } = this.options;
        journal.deadEnds.push({ shopper: number, where: path.replace(/\?.*/, ""), status: answer.status });
      }
      return null;
    });
  }

  private keep(cookie: string): void {
    const [pair = ""] = cookie.split(";");
    const at = pair.indexOf("=");
    this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }
}

/** A link, a button, or Next's shell in which the browser draws `error.tsx` with its button. */
function hasWayOn(page: string): boolean {
  return /<(a|button)\b/i.test(page) || (page.includes("__next_error__") && page.includes("<script"));
}

/**
 * Tries again, as a person does, while there is no answer (null).
 * @throws StrandedError
 */
export async function patiently<Result>(what: string, work: () => Promise<Result | null>): Promise<Result> {
  const until = Date.now() + PATIENCE_MS;
  for (let pause = 300; ; pause = Math.min(pause * 1.5, 4_000)) {
    const result = await work();
    if (result !== null) return result;
    if (Date.now() > until) throw new StrandedError(what);
    await delay(pause);
  }
}
