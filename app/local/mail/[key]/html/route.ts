import { readFiledMail } from "@/lib/email/mail-folder.server";
import { viewedMailFolder } from "@/lib/email/viewed-folder.server";

/** The HTML of one filed e-mail, for the viewer's frame. Its links open outside the frame. */
export async function GET(_request: Request, { params }: { params: Promise<{ key: string }> }) {
  const folder = viewedMailFolder();
  const mail = folder ? await readFiledMail(folder, (await params).key) : null;
  if (!mail) return new Response("Not found", { status: 404 });
  return new Response(mail.html.replace("<head>", '<head><base target="_blank">'), {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy":
        "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; sandbox allow-popups allow-popups-to-escape-sandbox",
    },
  });
}
