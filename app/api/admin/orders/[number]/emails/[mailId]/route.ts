import { after } from "next/server";
import { emailRenderers } from "@/emails/renderers";
import { translator } from "@/i18n/texts.server";
import { sendMailAgain, showOrderMail } from "@/lib/desk/emails/order-mails.server";
import { mailParams } from "@/lib/desk/orders/inputs";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { deskChange, deskRead } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

/** An e-mail to the shopper, as a page that can do nothing but be read. Its links open the order as the shopper's own, so that looking is not enough. */
export const GET = deskRead({ right: "orders.edit", params: mailParams }, async ({ params }) => {
  const mail = await showOrderMail(params.number, params.mailId, emailRenderers.order);
  if (!mail) return { ok: false, code: "not_found" };
  return new Response(mail.html, {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-store",
      "Content-Security-Policy":
        "sandbox; default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'",
    },
  });
});

/** Sends it once more. */
export const POST = deskChange(
  {
    right: "orders.edit",
    action: "order.send_mail_again",
    params: mailParams,
    body: "none",
    about: ({ params: { number } }) => ({ kind: "order", id: number }),
  },
  async ({ params: { number, mailId }, locale }) => {
    const sent = await sendMailAgain(number, mailId);
    if (!sent.ok) {
      const { code } = sent;
      if (code === "unknown_mail") return { ok: false, code: "not_found" };
      const message = translator(locale, "desk-orders")(`correction.refusals.${code}`);
      return { ok: false, code, message, status: 409 };
    }
    after(() => drainOutbox());
    return { ok: true, after: { mail: mailId, to: sent.to } };
  },
);
