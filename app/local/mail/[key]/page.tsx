import Link from "next/link";
import { notFound } from "next/navigation";
import { readFiledMail } from "@/lib/email/mail-folder.server";
import { viewedMailFolder } from "@/lib/email/viewed-folder.server";

type Props = {
  params: Promise<{ key: string }>;
  searchParams: Promise<{ as?: string | string[] }>;
};

export default async function LocalMailMessagePage({ params, searchParams }: Props) {
  const folder = viewedMailFolder();
  const { key } = await params;
  const mail = folder ? await readFiledMail(folder, key) : null;
  if (!mail) notFound();
  const asText = (await searchParams).as === "text";
  const views = [
    { label: "HTML", href: `/local/mail/${key}`, current: !asText },
    { label: "Plain text", href: `/local/mail/${key}?as=text`, current: asText },
  ];
  return (
    <>
      <p>
        <Link href="/local/mail" className="underline underline-offset-4">
          All mail
        </Link>
      </p>
      <h1 className="display-face mt-4 text-heading">{mail.subject}</h1>
      <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-4 text-[0.9375rem]">
        {[
          ["From", mail.from],
          ["To", mail.to],
          ["Message-ID", mail.messageId],
        ].map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-quiet">{name}</dt>
            <dd className="break-all">{value}</dd>
          </div>
        ))}
      </dl>
      <nav aria-label="View" className="mt-4 flex gap-4">
        {views.map((view) => (
          <Link
            key={view.label}
            href={view.href}
            aria-current={view.current ? "page" : undefined}
            className="py-2 underline-offset-4 aria-[current=page]:underline"
          >
            {view.label}
          </Link>
        ))}
      </nav>
      {asText ? (
        <pre className="mt-2 rounded-xl bg-raised p-6 whitespace-pre-wrap">{mail.text}</pre>
      ) : (
        <iframe
          title={mail.subject}
          src={`/local/mail/${key}/html`}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          className="mt-2 min-h-[70rem] w-full rounded-xl border border-line bg-white"
        />
      )}
    </>
  );
}
