import { describe, expect, it } from "vitest";
import { isTrackingUrl, trackingLink } from "@/lib/shipping/carriers";

const link = (carrier: string | null, trackingNumber: string | null, trackingUrl: string | null = null) =>
  trackingLink({ carrier, trackingNumber, trackingUrl });

describe("the page on which a parcel is followed", () => {
  it.each([
    ["DHL", "JD 1&x", "https://www.dhl.com/en/express/tracking.html?AWB=JD%201%26x&brand=DHL"],
    ["la poste", "6A1", "https://www.laposte.fr/outils/suivre-vos-envois?code=6A1"],
    ["Österreichische Post", "1", "https://www.post.at/sv/sendungssuche?snr=1"],
    ["Post CH", "99", "https://service.post.ch/ekp-web/ui/entry/search/99"],
    ["My cousin", "1", null],
    [null, "1", null],
    ["DHL", null, null],
  ])("of %s and number %s is %s", (carrier, number, page) => expect(link(carrier, number)).toBe(page));

  it("is the merchant's own where they typed one", () => {
    expect(link("DHL", "1", "https://track.example/1")).toBe("https://track.example/1");
  });

  it.each([
    ["https://track.example/1", true],
    ["http://track.example/1", false],
    ["javascript:alert(1)", false],
    ["https://bank.example@evil.example/", false],
    ["track", false],
    [`https://track.example/${"x".repeat(500)}`, false],
  ])("may be %s: %s", (url, allowed) => expect(isTrackingUrl(url)).toBe(allowed));
});
