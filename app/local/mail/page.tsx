import Link from "next/link";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { listFiledMail } from "@/lib/email/mail-folder.server";
import { viewedMailFolder } from "@/lib/email/viewed-folder.server";

export default async function LocalMailPage() {
  await connection();
  const folder = viewedMailFolder();
  if (!folder) notFound();
  const mails = await listFiledMail(folder);
  return (
    <>
      <h1 className="display-face text-title">Local mail</h1>
      <p className="mt-2 text-quiet">
        <span>{"Without SMTP_URL, e-mails are filed in "}</span>
        <code>{folder}</code>
        <span>. Reload to see new ones.</span>
      </p>
      {mails.length === 0 ? (
        <p className="mt-8 text-lg">Nothing has been sent yet.</p>
      ) : (
        <ul className="mt-8 divide-y divide-line border-y border-line">
          {mails.map((mail) => (
            <li key={mail.key}>
              <Link
                href={`/local/mail/${mail.key}`}
                className="flex flex-wrap items-baseline gap-x-6 gap-y-1 py-4 hover:bg-raised"
              >
                <span className="flex-1 basis-64 font-medium">{mail.subject}</span>
                <span className="text-quiet">{mail.to}</span>
                <time dateTime={mail.at} className="figures text-quiet">
                  {`${mail.at.slice(0, 19).replace("T", " ")} UTC`}
                </time>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
