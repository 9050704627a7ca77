import { beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { limitEnv } from "@/lib/config/env";
import { form, formOrJson, json } from "@/lib/http/body-reader";
import { route } from "@/lib/routes/route.server";

const CRON_SECRET = "c".repeat(32);
const STORE_URL = "https://store.test";
beforeAll(() => limitEnv(["STORE_URL", "CRON_SECRET"], { STORE_URL, CRON_SECRET }));

const FRENCH_PAGE = { referer: `${STORE_URL}/fr/cart` };
const OPEN = { from: "anyone", body: "none", owner: "nobody", limit: "none" } as const;

const get = (headers: Record<string, string> = {}, search = "") =>
  new Request(`${STORE_URL}/api/thing${search}`, { headers });
const post = (body: string, headers: Record<string, string> = {}) =>
  new Request(`${STORE_URL}/api/thing`, {
    method: "POST",
    body,
    headers: { "content-type": "application/json", origin: STORE_URL, ...headers },
  });
const formPost = (fields: Record<string, string>) =>
  post(new URLSearchParams(fields).toString(), { "content-type": "application/x-www-form-urlencoded" });

/** Status and code of what was answered. */
async function refusal(response: Response) {
  const { error } = await response.json();
  expect(Object.keys(error).slice(0, 2)).toEqual(["code", "message"]);
  expect(response.headers.get("cache-control")).toBe("no-store");
  return { ...error, status: response.status };
}

describe("a route", () => {
  it("answers what was found as JSON that nobody keeps", async () => {
    const response = await route(OPEN, () => ({ ok: true, build: "1" }))(get());
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json()).toEqual({ build: "1" });
  });

  it("answers a refusal with the code's status, words in the page's language, and what else it says", async () => {
    const refuses = route(OPEN, () => ({ ok: false, code: "not_payable", orderId: "order_1" }));
    const english = await refusal(await refuses(get()));
    expect(english).toMatchObject({ code: "not_payable", status: 409, orderId: "order_1" });
    const french = await refusal(await refuses(get(FRENCH_PAGE)));
    expect(french.message).not.toBe(english.message);
  });

  it("has words, and a code and status, of its own where the handler has them", async () => {
    const own = { ok: false, code: "below_minimum", message: "Add a mug.", status: 422 } as const;
    expect(await refusal(await route(OPEN, () => own)(get()))).toEqual({
      code: "below_minimum",
      message: "Add a mug.",
      status: 422,
    });
  });

  it("is not there where it does not exist, before anything else", async () => {
    const absent = route({ ...OPEN, from: "own pages", exists: () => false }, () => ({ ok: true }));
    expect(await refusal(await absent(get({ origin: "https://evil.test" })))).toMatchObject({ status: 404 });
  });
});

describe("who may ask", () => {
  it("is the store's own pages, and nothing runs for another site's", async () => {
    const handle = vi.fn(() => ({ ok: true }) as const);
    const owner = vi.fn(async () => "somebody");
    const own = route({ from: "own pages", body: json(z.object({})), owner, limit: "none" }, handle);
    const refused = await refusal(await own(post("{}", { origin: "https://evil.test" })));
    expect(refused).toMatchObject({ code: "forbidden_origin", status: 403 });
    expect(handle).not.toHaveBeenCalled();
    expect(owner).not.toHaveBeenCalled();
    expect((await own(post("{}"))).status).toBe(200);
  });

  it("is the scheduler by its secret", async () => {
    const cron = route({ ...OPEN, from: "cron" }, () => ({ ok: true, drained: 0 }));
    expect(await refusal(await cron(get()))).toMatchObject({ code: "unauthorized", status: 401 });
    expect(await refusal(await cron(get({ authorization: "Bearer no" })))).toMatchObject({ status: 401 });
    expect((await cron(get({ authorization: `Bearer ${CRON_SECRET}` }))).status).toBe(200);
  });

  it("is Stripe by its signature over a body of bounded size", async () => {
    const signedBody = (text: string, signature: string | null) => (signature === "right" ? { text } : null);
    const hook = route({ from: "stripe", signedBody, owner: "nobody", limit: "none" }, ({ body }) => ({
      ok: true,
      ...body,
    }));
    const wrong = await refusal(await hook(post("event", { "stripe-signature": "wrong" })));
    expect(wrong).toMatchObject({ code: "invalid_signature", status: 400 });
    const right = await hook(post("event", { "stripe-signature": "right" }));
    expect(await right.json()).toEqual({ text: "event" });
    const large = await hook(post("x".repeat(600_000), { "stripe-signature": "right" }));
    expect(await refusal(large)).toMatchObject({ code: "body_too_large", status: 413 });
  });
});

describe("what is asked", () => {
  it("is a body that fits, or the names of what does not", async () => {
    const typed = route(
      {
        from: "own pages",
        body: json(z.strictObject({ code: z.string() })),
        owner: "nobody",
        limit: "none",
      },
      ({ body }) => ({ ok: true, code: body.code }),
    );
    expect(await (await typed(post('{"code":"TEN"}'))).json()).toEqual({ code: "TEN" });
    const wrong = await refusal(await typed(post('{"code":1}')));
    expect(wrong).toMatchObject({ code: "invalid_request", status: 400, fields: ["code"] });
  });

  it("is a part of the address that fits", async () => {
    const query = z.object({ q: z.string().max(3) });
    const search = route({ ...OPEN, query }, ({ query: { q } }) => ({ ok: true, q }));
    expect(await (await search(get({}, "?q=mug"))).json()).toEqual({ q: "mug" });
    const wrong = await refusal(await search(get({}, "?q=mugs")));
    expect(wrong).toMatchObject({ code: "invalid_request", fields: ["q"] });
    const one = route({ ...OPEN, params: z.object({ id: z.string().startsWith("pm_") }) }, ({ params }) => ({
      ok: true,
      ...params,
    }));
    expect(await (await one(get(), { params: Promise.resolve({ id: "pm_1" }) })).json()).toEqual({
      id: "pm_1",
    });
    expect(await refusal(await one(get(), { params: Promise.resolve({ id: "1" }) }))).toMatchObject({
      code: "not_found",
    });
  });

  it("is answered in the language that it names, before the one of its page", async () => {
    const body = form(z.object({ locale: z.string() }));
    const spoken = route({ from: "own pages", body, owner: "nobody", limit: "none" }, ({ locale }) => ({
      ok: true,
      locale,
    }));
    expect(await (await spoken(formPost({ locale: "fr" }))).json()).toEqual({ locale: "fr" });
    expect(await (await spoken(formPost({ locale: "xx" }))).json()).toEqual({ locale: "en" });
  });
});

describe("whose it is", () => {
  const handle = ({ owner, isForm }: { owner: string; isForm: boolean }) =>
    ({ ok: true, owner, isForm }) as const;
  const rules = {
    from: "own pages",
    body: formOrJson(z.object({})),
    signInPage: (locale: string) => `/${locale}/sign-in`,
  } as const;

  it("is told to the handler", async () => {
    const own = route({ ...rules, owner: async () => "Ada", limit: "none" }, handle);
    expect(await (await own(post("{}"))).json()).toEqual({ owner: "Ada", isForm: false });
    expect(await (await own(formPost({}))).json()).toEqual({ owner: "Ada", isForm: true });
  });

  it("is asked for, by a page where a form wants it", async () => {
    const nobodys = route(
      { ...rules, owner: async (): Promise<string | null> => null, limit: "none" },
      handle,
    );
    expect(await refusal(await nobodys(post("{}")))).toMatchObject({ code: "sign_in_required", status: 401 });
    const toSignIn = await nobodys(formPost({ locale: "fr" }));
    expect([toSignIn.status, toSignIn.headers.get("location")]).toEqual([303, "/en/sign-in"]);
  });

  it("is counted, and nothing is done past the bound", async () => {
    const done = vi.fn(handle);
    const limit = vi.fn(
      async ({ owner }: { owner: string }) =>
        ({ ok: false, code: "rate_limited", limit: "payment", retryAfter: owner.length }) as const,
    );
    const response = await route({ ...rules, owner: async () => "Ada", limit }, done)(post("{}"));
    expect(response.headers.get("retry-after")).toBe("3");
    expect(await refusal(response)).toMatchObject({
      code: "rate_limited",
      status: 429,
      limit: "payment",
      retryAfter: 3,
    });
    expect(done).not.toHaveBeenCalled();
  });
});
