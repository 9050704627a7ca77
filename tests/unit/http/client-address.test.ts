import { describe, expect, it } from "vitest";
import { clientAddress } from "@/lib/http/client-address";

const forwarded = (value: string) => new Headers({ "x-forwarded-for": value });
const behind = (TRUSTED_PROXIES: number) => ({ TRUSTED_PROXIES });

describe("where a request came from", () => {
  it("is what the last proxy says, not what a client wrote before it", () => {
    const headers = forwarded("198.51.100.1, 203.0.113.7");
    expect(clientAddress(headers, behind(1))?.address).toBe("203.0.113.7");
  });

  it("is what the outermost of several proxies says", () => {
    const headers = forwarded("198.51.100.1, 203.0.113.7, 10.0.0.2");
    expect(clientAddress(headers, behind(2))?.address).toBe("203.0.113.7");
    expect(clientAddress(forwarded("203.0.113.7"), behind(2))?.address).toBe("203.0.113.7");
  });

  it("is what Vercel's own header says there, whatever the others say", () => {
    const headers = forwarded("198.51.100.1");
    headers.set("x-vercel-forwarded-for", "203.0.113.7");
    expect(clientAddress(headers, { VERCEL: "1", ...behind(1) })?.address).toBe("203.0.113.7");
    expect(clientAddress(forwarded("198.51.100.1"), { VERCEL: "1", ...behind(1) })).toBeNull();
  });

  it.each([
    ["203.0.113.7", "203.0.113.7", "203.0.113.0/24"],
    ["203.0.113.7:4711", "203.0.113.7", "203.0.113.0/24"],
    ["::ffff:203.0.113.7", "203.0.113.7", "203.0.113.0/24"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", "2001:db8:1::/48"],
    ["[2001:DB8:1:2::9]:443", "2001:db8:1:2::/64", "2001:db8:1::/48"],
    ["2001:db8::1", "2001:db8:0:0::/64", "2001:db8:0::/48"],
  ])("of %s is one household's, and of one network", (told, address, network) => {
    expect(clientAddress(forwarded(told), behind(1))).toEqual({ address, network });
  });

  it.each(["127.0.0.1", "::ffff:127.0.0.1", "::1", "unknown", "", "1.2.3", "<script>"])(
    "is not known where %j is told",
    (told) => {
      expect(clientAddress(forwarded(told), behind(1))).toBeNull();
    },
  );

  it("is not known where nothing is told", () => {
    expect(clientAddress(new Headers(), behind(1))).toBeNull();
  });
});
