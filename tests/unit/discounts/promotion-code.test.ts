import { describe, expect, it } from "vitest";
import { askedWith } from "@/lib/checkout/core/quote-change";
import { promotionCodeInput } from "@/lib/checkout/elements/update-input";
import { orderCodeInput } from "@/lib/checkout/payment-element/input";
import { normalizeCode, promotionCodeField, readableCode } from "@/lib/model/promotion-code";

describe("a promotion code", () => {
  it.each([
    ["typed in small letters, with spaces", " ten off\n", "TENOFF"],
    ["with a zero-width space", "TEN\u200bOFF", "TENOFF"],
    ["between zero-width joiners", "\u200dTEN\u200cOFF\u200d", "TENOFF"],
    ["with a word joiner", "TEN\u2060OFF", "TENOFF"],
    ["with a byte order mark", "\ufeffTENOFF", "TENOFF"],
    ["with a soft hyphen", "TEN\u00adOFF", "TENOFF"],
    ["with non-breaking spaces", "\u00a0TEN\u202fOFF\u00a0", "TENOFF"],
    ["between direction marks", "\u202aTEN\u200eOFF\u202c", "TENOFF"],
    ["between isolates", "\u2066TENOFF\u2069", "TENOFF"],
    ["with a variation selector", "TEN\ufe0fOFF", "TENOFF"],
    ["with fillers of other scripts", "\u3164TEN\u2800OFF\uffa0", "TENOFF"],
    ["with control characters", "TEN\u0000OFF\u001b", "TENOFF"],
    ["in full-width letters", "ＴＥＮＯＦＦ１０", "TENOFF10"],
    ["with an ideographic space", "TEN\u3000OFF", "TENOFF"],
    ["with a hyphen that doesn’t break", "TEN\u2011OFF", "TEN-OFF"],
    ["with a dash that was put in for the hyphen", "TEN\u2013OFF", "TEN-OFF"],
    ["with a minus sign", "TEN\u2212OFF", "TEN-OFF"],
  ])("%s is the one that was meant", (_, typed, code) => {
    expect(normalizeCode(typed)).toBe(code);
  });

  it("is told as it was typed, less what nobody sees", () => {
    expect(readableCode(" ten\u200b  \u00adoff\u2013x\n")).toBe("ten off-x");
  });

  it.each(["", "  ", "\u200b\u00ad", "X".repeat(65), `X${"\u200b".repeat(200)}`])(
    "is not what is empty or too long: %j",
    (typed) => {
      expect(promotionCodeField.safeParse(typed).success).toBe(false);
    },
  );

  it("comes in without what was copied along, and may be long because of it", () => {
    expect(promotionCodeField.parse(`${"\u200b".repeat(90)}TENOFF`)).toBe("TENOFF");
  });

  it("is cleaned at each entrance of the checkout", () => {
    const code = " TEN\u200bOFF\u00ad";
    const session = { checkout_session_id: `cs_test_${"a".repeat(20)}`, code };
    expect(promotionCodeInput.parse(session).code).toBe("TENOFF");
    expect(orderCodeInput.parse({ orderId: "ord_1", code }).code).toBe("TENOFF");
  });

  it("is asked for once, however it is written", () => {
    const asked = { codes: ["tenoff"], loyalty: false };
    expect(askedWith(asked, { kind: "promotion_code", code: "TEN\u200bOFF" }).codes).toEqual(["TENOFF"]);
  });
});
