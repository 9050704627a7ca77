"use client";

import { useEffect } from "react";
import { errorPageTexts } from "@/i18n/error-page-texts";

type Props = { error: Error & { digest?: string } };

export default function DeskError({ error }: Props) {
  // biome-ignore lint/suspicious/noConsole: it runs in the browser
  useEffect(() => console.error(error), [error]);
  const texts =
    errorPageTexts.find(({ locale }) => locale === document.documentElement.lang) ?? errorPageTexts[0];
  return (
    <div role="alert" className="grid justify-items-start gap-4">
      <h1 className="text-2xl font-medium">{texts?.title}</h1>
      <p className="max-w-prose text-quiet">{texts?.text}</p>
      {error.digest && <p className="figures text-sm text-quiet">{error.digest}</p>}
      <button type="button" className="desk-button" onClick={() => window.location.reload()}>
        {texts?.again}
      </button>
    </div>
  );
}
