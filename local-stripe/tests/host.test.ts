import { request } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { isLocalHost, isOwnOrigin } from "../src/http/own-host";
import { makeSession, type Started, startStripe } from "./support";

let local: Started | undefined;
afterEach(async () => {
  await local?.close();
  local = undefined;
});

/** A call with any `Host` and `Origin`, which fetch does not allow. */
function asked(url: string, headers: Record<string, string>, method = "GET"): Promise<number> {
  return new Promise((resolve, reject) => {
    request(url, { method, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .on("error", reject)
      .end();
  });
}

const policyOf = async (path: string) =>
  (await fetch(`${local?.url}${path}`)).headers.get("content-security-policy") ?? "";

describe("without settings", () => {
  it("only pages of this machine may show its frames", async () => {
    local = await startStripe();
    const policy = await policyOf("/elements-inner-payment.html");
    expect(policy).toContain("frame-ancestors http://localhost:* ");
    expect(policy).not.toContain("shop");
    expect(await policyOf("/")).toContain("frame-ancestors 'none'");
  });
});

describe("with a host and a public address", () => {
  it("listens there, and names the address in links and frames", async () => {
    local = await startStripe({
      host: "0.0.0.0",
      publicUrl: "http://stripe.test:8080/",
      framesFrom: ["http://shop:3000"],
    });
    expect(local).toMatchObject({ publicUrl: "http://stripe.test:8080" });
    expect(new URL(local.url).hostname).toBe("localhost");
    const session = await makeSession(local.stripe, {
      ui_mode: "hosted_page",
      return_url: undefined,
      success_url: "http://shop:3000/done",
    });
    expect(session.url).toMatch(/^http:\/\/stripe\.test:8080\//);
    const policy = await policyOf("/elements-inner-payment.html");
    expect(policy).toMatch(
      /frame-ancestors .* http:\/\/stripe\.test:\* https:\/\/stripe\.test:\* http:\/\/shop:3000$/,
    );
    expect(await policyOf("/three-ds-2-challenge/bank.html")).toContain("frame-ancestors 'self' ");
  });

  it("listens on one address only", async () => {
    local = await startStripe({ host: "127.0.0.1" });
    expect(local.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await expect(startStripe({ host: "192.0.2.1" })).rejects.toMatchObject({ code: "EADDRNOTAVAIL" });
  });
});

describe("control calls", () => {
  it.each([
    ["localhost:12111", true],
    ["127.0.0.1:12111", true],
    ["[::1]:12111", true],
    ["172.17.0.2", true],
    ["local-stripe:12111", true],
    ["host.docker.internal:12111", true],
    ["pay.localhost", true],
    ["stripe.example:80", true],
    ["evil.example:12111", false],
    ["localhost.evil.example", false],
    [undefined, false],
  ])("by the name %s: %s", (host, taken) => {
    expect(isLocalHost(host, "https://stripe.example")).toBe(taken);
  });

  it.each([
    ["http://localhost:12111", "localhost:12111", true],
    ["http://127.0.0.1:12111", "localhost:12111", true],
    ["http://local-stripe:12111", "local-stripe:12111", true],
    ["https://stripe.example", "local-stripe:12111", true],
    ["http://localhost:3000", "localhost:12111", false],
    ["http://evil.example:12111", "evil.example:12111", false],
    ["null", "localhost:12111", false],
  ])("of a page of %s by the name %s: %s", (origin, host, taken) => {
    expect(isOwnOrigin({ origin, host }, "https://stripe.example")).toBe(taken);
  });

  it("are refused by a name or from a page that is not its own", async () => {
    local = await startStripe();
    const { host } = new URL(local.url);
    const call = (headers: Record<string, string>, method?: string) =>
      asked(`${local?.url}/_local/clock`, headers, method);
    expect(await call({ host })).toBe(200);
    expect(await call({ host: "evil.example" })).toBe(403);
    expect(await call({ host, origin: "http://localhost:1" }, "POST")).toBe(403);
    expect(await call({ host: "evil.example", origin: "http://evil.example" }, "POST")).toBe(403);
    const button = `${local.url}/dashboard/faults/clear`;
    expect(await asked(button, { host, origin: local.url }, "POST")).toBe(303);
    expect(await asked(button, { host: "evil.example", origin: "http://evil.example" }, "POST")).toBe(403);
  });

  it("say which version answers", async () => {
    local = await startStripe();
    const answer = await fetch(`${local.url}/_local/health`);
    expect(await answer.json()).toEqual({ ok: true, version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
  });
});
