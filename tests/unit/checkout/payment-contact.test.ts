import { describe, expect, it } from "vitest";
import { billingDetails, deliveryKey, taxAddress } from "@/components/checkout/payment/contact";
import { declineText } from "@/lib/checkout/payment-element/decline-text";

const address = {
  line1: "1 Main Street",
  line2: null,
  city: "Springfield",
  state: "IL",
  postal_code: "62701",
  country: "US",
};

describe("an address that is being typed", () => {
  it("changes the order with its country, and with Stripe Tax with its postal code and state too", () => {
    const moved = { ...address, postal_code: "62702" };
    expect(deliveryKey(address, false)).toBe(deliveryKey(moved, false));
    expect(deliveryKey(address, true)).not.toBe(deliveryKey(moved, true));
    expect(deliveryKey({ ...moved, country: "CA" }, false)).not.toBe(deliveryKey(address, false));
  });

  it("is told without its gaps, and billed with all its parts", () => {
    const contact = { name: "Ada", address: { ...address, city: "", state: "" } };
    expect(taxAddress(contact)).toEqual({
      country: "US",
      postalCode: "62701",
      state: null,
      city: null,
      line1: "1 Main Street",
    });
    expect(billingDetails(contact)).toEqual({ ...address, line2: "", city: "", state: "" });
  });
});

describe("a declined card", () => {
  it("is told in the shopper's language, with what they can do something about", () => {
    expect(declineText("insufficient_funds", "en")).toBe("Your card has insufficient funds.");
    expect(declineText("expired_card", "fr")).toBe("Votre carte a expiré.");
  });

  it("is a plain decline where the reason is the bank's own", () => {
    for (const code of ["lost_card", "stolen_card", "fraudulent", "generic_decline", null]) {
      expect(declineText(code, "en")).toBe("Your card was declined.");
    }
  });
});
