"use client";

import { useEffect } from "react";
import { useErrorTexts } from "@/components/layout/error-texts";
import { useRenewal } from "@/components/renewal/use-renewal";
import { Button } from "@/components/ui/button";

type Props = { error: Error & { digest?: string } };

export default function ErrorPage({ error }: Props) {
  const texts = useErrorTexts();
  // biome-ignore lint/suspicious/noConsole: it runs in the browser
  useEffect(() => console.error(error), [error]);
  useRenewal();
  return (
    <div role="alert" className="shell grid justify-items-start gap-5 py-24 md:py-36">
      <h1 className="display-face text-title">{texts.title}</h1>
      <p className="max-w-[46ch] text-lg text-quiet">{texts.text}</p>
      {error.digest && <p className="figures text-sm text-quiet">{error.digest}</p>}
      <Button onClick={() => window.location.reload()} className="mt-2">
        {texts.again}
      </Button>
    </div>
  );
}
