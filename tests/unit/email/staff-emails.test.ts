import { describe, expect, it } from "vitest";
import { renderStaffCode, renderStaffInvited } from "@/emails/render-staff-emails";
import { TRANSLATED } from "@/i18n/languages";
import { STAFF_ROLES } from "@/lib/model/staff";

describe.each(TRANSLATED)("An e-mail to staff in %s", (locale) => {
  const storeUrl = "https://shop.example/";

  it("brings the code, and leads nowhere that would sign in without it", async () => {
    const { subject, html, text } = await renderStaffCode({ locale, storeUrl, code: "123456", minutes: 10 });
    for (const part of [subject, html, text]) expect(part).toContain("123456");
    expect(text).not.toMatch(/\{\w+\}|staff_code/);
    expect(html).not.toContain("/admin");
  });

  it("invites by name, each role in words of its own, to the desk", async () => {
    const bodies = await Promise.all(
      STAFF_ROLES.map(async (role) => {
        const deskUrl = `${storeUrl}admin`;
        const { html, text } = await renderStaffInvited({
          locale,
          storeUrl,
          by: "Ada & <Co>",
          role,
          deskUrl,
        });
        expect(html).toContain("Ada &amp; &lt;Co&gt;");
        expect(html).toContain(`href="${deskUrl}"`);
        expect(text).toContain(deskUrl);
        return text;
      }),
    );
    expect(new Set(bodies).size).toBe(STAFF_ROLES.length);
  });
});
