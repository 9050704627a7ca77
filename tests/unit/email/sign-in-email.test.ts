import { describe, expect, it } from "vitest";
import { renderSignInEmail } from "@/emails/render-sign-in-email";

const data = {
  code: "024681",
  linkUrl: "https://store.test/sign-in/link?token=abc&next=%2Fcart",
  storeUrl: "https://store.test/",
  minutes: 10,
};

describe("the sign-in e-mail", () => {
  it("tells code and link, in the subject, as text and as HTML", async () => {
    const { subject, text, html } = await renderSignInEmail({ ...data, locale: "en" });
    expect(subject).toBe("024681 is your sign-in code");
    expect(text).toContain("\n024681\n");
    expect(text).toContain(data.linkUrl);
    expect(html).toContain("024681");
    expect(html).toContain('href="https://store.test/sign-in/link?token=abc&amp;next=%2Fcart"');
    expect(html).toContain("10 minutes");
    for (const body of [html, text]) expect(body).toContain("https://store.test/legal/imprint");
  });

  it("is French for a French page", async () => {
    const { subject, html } = await renderSignInEmail({ ...data, locale: "fr" });
    expect(subject).toBe("024681\u00a0: votre code de connexion");
    expect(html).toContain('lang="fr"');
    expect(html).toContain("valable 10 minutes");
  });
});
