import { z } from "zod";
import { readFiledMail } from "@/lib/email/mail-folder.server";
import { viewedMailFolder } from "@/lib/email/viewed-folder.server";
import { route } from "@/lib/routes/route.server";

/** The HTML of one e-mail, for the viewer's frame. Links open outside of it. */
export const GET = route(
  {
    from: "anyone",
    params: z.object({ key: z.string() }),
    body: "none",
    owner: "nobody",
    limit: "none",
  },
  async ({ params }) => {
    const folder = viewedMailFolder();
    const mail = folder ? await readFiledMail(folder, params.key) : null;
    if (!mail) return { ok: false, code: "not_found" };
    return new Response(mail.html.replace("<head>", '<head><base target="_blank">'), {
      headers: {
        "content-type": "text/html; charset=utf-8",
        "cache-control": "no-store",
        "content-security-policy":
          "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; sandbox allow-popups allow-popups-to-escape-sandbox",
      },
    });
  },
);
