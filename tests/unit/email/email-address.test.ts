import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseEmail } from "@/lib/base/email-address";
import { shownEmail } from "@/lib/base/email-shown";

const kept = (typed: string) => {
  const parsed = parseEmail(typed);
  return parsed.ok ? parsed.email : parsed.code;
};

describe("an e-mail address", () => {
  it.each([
    ["ada@example.com", "ada@example.com"],
    ["  Ada.Lovelace+shop@EXAMPLE.com\n", "ada.lovelace+shop@example.com"],
    ["o'hara@example.co.uk", "o'hara@example.co.uk"],
    ["ada@bücher.example", "ada@xn--bcher-kva.example"],
    ["ada@BÜCHER.example", "ada@xn--bcher-kva.example"],
    ["ada@bu\u0308cher.example", "ada@xn--bcher-kva.example"],
    ["ada@xn--bcher-kva.example", "ada@xn--bcher-kva.example"],
    ["ada@пример.рф", "ada@xn--e1afmkfd.xn--p1ai"],
    ["ada@例え。テスト", "ada@xn--r8jz45g.xn--zckzah"],
    ["ada＠example.com", "ada@example.com"],
    ["ada@faß.de", "ada@xn--fa-hia.de"],
  ])("%j is kept as %s", (typed, email) => {
    expect(kept(typed)).toBe(email);
    expect(kept(email)).toBe(email);
  });

  it.each(["\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202e", "\u00a0", "\u3000"])(
    "loses what nobody sees: %j",
    (mark) => {
      expect(kept(`${mark}ada@example.com${mark}`)).toBe("ada@example.com");
    },
  );

  it.each(["\u200b", "\u2060", "\ufeff", "\u00ad", "\u202e"])("also in its middle: %j", (mark) => {
    expect(kept(`a${mark}da@exam${mark}ple.com`)).toBe("ada@example.com");
  });

  it.each([
    "",
    "ada",
    "@example.com",
    "ada@",
    "ada@example",
    "ada@example.com.",
    "ada@.example.com",
    "ada@exa mple.com",
    "ada@exa\nmple.com",
    "ada@example.com/path",
    "ada@example.com:25",
    "ada@user:word@example.com:1",
    "ada@1.2.3.4",
    "ada@[::1]",
    "ada@-example.com",
    "ada@exam_ple.com",
    "ada@ex%61mple.com",
    ".ada@example.com",
    "ada..l@example.com",
    "ada l@example.com",
    "ada\r\nbcc: eve@example.com",
    '"ada"@example.com',
    "ada@xn--zzzzzzzzzzz.example",
    `${"a".repeat(65)}@example.com`,
    `ada@${"a".repeat(64)}.example`,
    `ada@${"a.".repeat(130)}example`,
  ])("is none: %j", (typed) => {
    expect(kept(typed)).toBe("email_invalid");
  });

  it("with other letters before the @ is told apart: mail to it is not sure to arrive", () => {
    expect(kept("адa@example.com")).toBe("email_unsupported");
    expect(kept("josé@example.com")).toBe("email_unsupported");
  });

  it("that only looks like another is another", () => {
    expect(kept("ada@p\u0430ypal.example")).not.toBe(kept("ada@paypal.example"));
    expect(kept("ada@rn.example")).not.toBe(kept("ada@m.example"));
  });

  it("is shown as its owner writes it", () => {
    expect(shownEmail("ada@xn--bcher-kva.example")).toBe("ada@bücher.example");
    expect(shownEmail("ada@xn--e1afmkfd.xn--p1ai")).toBe("ada@пример.рф");
    expect(shownEmail("ada@example.com")).toBe("ada@example.com");
    expect(shownEmail("no address")).toBe("no address");
  });

  it("is the same however often it is read, and what is shown is read as the same again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 30 }), fc.domain(), (local, domain) => {
        const parsed = parseEmail(`${local}@${domain}`);
        if (!parsed.ok) return;
        expect(kept(parsed.email)).toBe(parsed.email);
        expect(kept(shownEmail(parsed.email))).toBe(parsed.email);
        expect(parsed.email).toMatch(/^[\x21-\x7e]+$/);
      }),
    );
  });
});
