import { describe, expect, it } from "vitest";
import { policyReport } from "@/lib/http/policy-report";

const read = (body: unknown, type: string) =>
  policyReport(
    new Request("https://shop.example.com/api/csp-report", {
      method: "POST",
      headers: { "content-type": type },
      body: typeof body === "string" ? body : JSON.stringify(body),
    }),
  );

const page = "https://shop.example.com/fr/orders/ord_1?key=secret";
const report = {
  "csp-report": {
    "document-uri": page,
    "effective-directive": "script-src-elem",
    "blocked-uri": "https://evil.example/x.js?who=ada@example.com",
  },
};

describe("a report of the content security policy", () => {
  it("says what was stopped and on what kind of page, and nothing of the person", async () => {
    expect(await read(report, "application/csp-report")).toEqual({
      ok: true,
      data: { directive: "script-src-elem", blocked: "https://evil.example", page: "/orders/…" },
    });
  });

  it.each([
    ["inline", "inline"],
    ["data", "data"],
    ["data:text/html,ada@example.com", "data:"],
    ["ada@example.com", "unknown"],
  ])("names %s as %s", async (uri, blocked) => {
    const given = { "csp-report": { ...report["csp-report"], "blocked-uri": uri } };
    expect(await read(given, "application/csp-report")).toMatchObject({ data: { blocked } });
  });

  it("is refused when it is no report, too large or of another type", async () => {
    expect(await read({}, "application/csp-report")).toMatchObject({ code: "invalid_request" });
    expect(await read("{", "application/csp-report")).toMatchObject({ code: "invalid_json" });
    expect(await read("x".repeat(20_000), "application/csp-report")).toMatchObject({
      code: "body_too_large",
    });
    expect(await read(report, "text/plain")).toMatchObject({ code: "unsupported_media_type" });
  });
});
