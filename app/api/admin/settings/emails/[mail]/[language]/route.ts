import { z } from "zod";
import { emailRenderers } from "@/emails/renderers";
import { routing } from "@/i18n/routing";
import { EMAIL_NAMES } from "@/lib/desk/settings/email-names";
import { exampleEmail } from "@/lib/desk/settings/example-emails.server";
import { deskRead } from "@/lib/staff/desk-route.server";

const params = z.object({ mail: z.enum(EMAIL_NAMES), language: z.enum(routing.locales) });

/** An e-mail about an example order, as a page that can do nothing but be read. */
export const GET = deskRead({ right: "settings.read", params }, async ({ params: { mail, language } }) => {
  const { html } = await exampleEmail(mail, language, { render: emailRenderers, now: new Date() });
  return new Response(html, {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-store",
      "Content-Security-Policy":
        "sandbox; default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'",
    },
  });
});
