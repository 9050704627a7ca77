import { describe, expect, it } from "vitest";
import { z } from "zod";
import { API_ERRORS } from "@/lib/http/api-error";
import { JSON_BODY_LIMIT, readJson, readText } from "@/lib/http/body";
import { readForm } from "@/lib/http/form";
import { requestLocale } from "@/lib/http/locale";
import { isSameOrigin } from "@/lib/http/origin";

const post = (body: BodyInit, headers: Record<string, string> = { "content-type": "application/json" }) =>
  new Request("http://store.test/api", { method: "POST", body, headers });
const schema = z.strictObject({ code: z.string().optional() });

it("A form has no letters that PostgreSQL does not keep", async () => {
  const type = { "content-type": "application/x-www-form-urlencoded" };
  expect(await readForm(post("code=A%00B", type), schema)).toEqual({ ok: true, data: { code: "A\uFFFDB" } });
});

describe("a JSON body", () => {
  it("is parsed and checked", async () => {
    expect(await readJson(post('{"code":"X"}'), schema)).toEqual({ ok: true, data: { code: "X" } });
    expect(await readJson(post(""), schema)).toEqual({ ok: true, data: {} });
  });

  it("is refused with a code when it is broken, too large, of another type or not what was asked", async () => {
    expect(await readJson(post("{"), schema)).toMatchObject({ ok: false, code: "invalid_json" });
    expect(await readJson(post('{"amount":1}'), schema)).toMatchObject({
      ok: false,
      code: "invalid_request",
    });
    expect(await readJson(post('"X"'), schema)).toMatchObject({ ok: false, code: "invalid_request" });
    expect(await readJson(post("a=1", { "content-type": "text/plain" }), schema)).toMatchObject({
      ok: false,
      code: "unsupported_media_type",
    });
    const large = JSON.stringify({ code: "x".repeat(JSON_BODY_LIMIT) });
    expect(await readJson(post(large), schema)).toEqual({ ok: false, code: "body_too_large" });
  });

  it("has no letters that PostgreSQL does not keep", async () => {
    expect(await readJson(post('{"code":"A\\u0000B"}'), schema)).toEqual({
      ok: true,
      data: { code: "A\uFFFDB" },
    });
  });

  it("is bounded even when its length is not declared", async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1024;
        controller.enqueue(new Uint8Array(1024));
      },
    });
    const request = new Request("http://store.test/api", {
      method: "POST",
      body: endless,
      // Node asks for this with a stream; the DOM's types do not know it.
      ...({ duplex: "half" } as RequestInit),
    });
    expect(await readText(request, 10_000)).toEqual({ ok: false, code: "body_too_large" });
    expect(sent).toBeLessThan(20_000);
  });
});

describe("a state-changing request", () => {
  const from = (headers: Record<string, string>) => isSameOrigin(new Headers(headers), "https://store.test");

  it("comes from the store's own pages", () => {
    expect(from({ origin: "https://store.test" })).toBe(true);
    expect(from({ origin: "https://preview.test", host: "preview.test" })).toBe(true);
    expect(from({})).toBe(true);
  });

  it("is refused from anywhere else", () => {
    expect(from({ origin: "https://evil.test", host: "store.test" })).toBe(false);
    expect(from({ origin: "null", host: "store.test" })).toBe(false);
    expect(from({ "sec-fetch-site": "cross-site" })).toBe(false);
  });
});

describe("a request", () => {
  it("speaks the language of its page", () => {
    expect(requestLocale(new Headers({ referer: "http://store.test/fr/checkout/embedded" }))).toBe("fr");
    expect(requestLocale(new Headers({ referer: "http://store.test/cart" }))).toBe("en");
    expect(requestLocale(new Headers({ referer: "nonsense" }))).toBe("en");
  });
});

describe("every code", () => {
  it("has a status that says whose fault it is: these are the store's, Stripe's or nobody's, all others the sender's", () => {
    const faults = Object.entries(API_ERRORS).filter(([, status]) => status < 400 || status > 499);
    expect(Object.fromEntries(faults)).toEqual({
      event_not_processed: 500,
      round_incomplete: 500,
      store_not_ready: 503,
      change_not_taken: 502,
      stripe_unavailable: 503,
      payment_unknown: 503,
      pictures_unavailable: 503,
    });
  });
});
