import { describe, expect, it } from "vitest";
import { refusePageRequest } from "@/lib/http/refuse-page-request";

const STORE = "https://shop.example.com";
const FORM = "multipart/form-data; boundary=x";
const GOOD = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n';

async function refusalOf(headers: Record<string, string>, body = "[]", path = "/cart") {
  const own = { host: "shop.example.com", origin: STORE };
  const request = new Request(`${STORE}${path}`, { method: "POST", headers: { ...own, ...headers }, body });
  const refused = await refusePageRequest(request, STORE, "en");
  return refused ? (await refused.json()).error.code : null;
}

describe("a form that is posted to a page", () => {
  it("is let through when it is the store's own and can be read; Next.js then reads it again", async () => {
    expect(await refusalOf({ "content-type": FORM }, GOOD)).toBeNull();
    expect(await refusalOf({ "next-action": "x" })).toBeNull();
    expect(
      await refusalOf({ "next-action": "x", "x-forwarded-host": "shop.example.com", host: "internal" }),
    ).toBeNull();
  });

  it.each([
    ["--x\r\nbroken", FORM],
    ["", FORM],
    ["x", "multipart/form-data"],
  ])("is refused when it can't be read: %j as %s", async (body, type) => {
    expect(await refusalOf({ "content-type": type }, body)).toBe("malformed_request");
    expect(await refusalOf({ "content-type": type, "next-action": "x" }, body)).toBe("malformed_request");
  });

  it.each(["https://evil.example", "null", "https://shop.example.com.evil.example"])(
    "is refused when it is from %s",
    async (origin) => {
      expect(await refusalOf({ "next-action": "x", origin })).toBe("forbidden_origin");
      expect(await refusalOf({ "content-type": FORM, origin }, GOOD)).toBe("forbidden_origin");
    },
  );

  it("is refused where Next.js would refuse it for the host that was asked for", async () => {
    expect(await refusalOf({ "next-action": "x", host: "other.example.com" })).toBe("forbidden_origin");
  });
});

it("A path that can't be read is refused, whatever is asked", async () => {
  expect(await refusalOf({ "content-type": "text/plain" }, "x", "/orders/%00")).toBe("malformed_request");
});

it("What is no form is not looked at", async () => {
  expect(await refusalOf({ "content-type": "text/plain", origin: "https://evil.example" }, "x")).toBeNull();
});
