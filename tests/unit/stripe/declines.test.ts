import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { failureReason } from "@/components/orders/state";
import { declineText } from "@/lib/checkout/payment-element/decline-text";
import { cardDeclineText } from "@/lib/customers/texts";
import { DECLINE_REASONS, declineReason } from "@/lib/stripe/declines";

describe("a decline", () => {
  it("is told by its decline code before its error code, as far as the card's holder may know", () => {
    expect(declineReason("insufficient_funds", "card_declined")).toBe("insufficient_funds");
    expect(declineReason(undefined, "invalid_cvc")).toBe("incorrect_cvc");
    expect(declineReason("stolen_card", "card_declined")).toBe("declined");
    expect(declineReason(null, undefined)).toBeNull();
    expect(declineReason("toString")).toBeNull();
  });

  it.each(["lost_card", "stolen_card", "fraudulent", "pickup_card"])("says nothing of %s", (code) => {
    expect(declineReason(code)).toBeNull();
    expect(declineText(code, "en")).toBe(declineText("generic_decline", "en"));
  });

  it("has the same reason wherever it is told", () => {
    const told = (reason: string) =>
      failureReason([
        {
          at: "2026-01-01T00:00:00.000Z",
          actor: "stripe",
          status: null,
          detail: { code: "payment_failed", reason },
        },
      ]);
    for (const code of ["invalid_cvc", "incorrect_cvc"]) {
      expect(told(code)).toBe("incorrect_cvc");
      expect(declineText(code, "en")).toContain("security code");
      expect(cardDeclineText(declineReason(code) ?? "declined", "en")).toContain("security code");
    }
  });

  it("has words in every place for every reason", () => {
    for (const reason of DECLINE_REASONS) expect(cardDeclineText(reason, "fr")).toMatch(/\.$/);
  });
});

it("Only one file knows Stripe's decline codes", () => {
  const knowing = ["app", "components", "lib"]
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
    )
    .filter((file) => /\.tsx?$/.test(file))
    .filter((file) =>
      /\b(generic_decline|invalid_cvc|card_velocity_exceeded)\b/.test(readFileSync(file, "utf8")),
    );
  expect(knowing).toEqual([join("lib", "stripe", "declines.ts")]);
});
