"use client";

import { useParams } from "next/navigation";
import { useEffect } from "react";
import { useRenewal } from "@/components/renewal/use-renewal";
import { Button } from "@/components/ui/button";
import {
  errorText as enText,
  errorTitle as enTitle,
  tryAgain as enTryAgain,
} from "@/messages/en/common.json";
import {
  errorText as frText,
  errorTitle as frTitle,
  tryAgain as frTryAgain,
} from "@/messages/fr/common.json";

const TEXTS = {
  en: { title: enTitle, text: enText, tryAgain: enTryAgain },
  fr: { title: frTitle, text: frText, tryAgain: frTryAgain },
};

type Props = { error: Error & { digest?: string } };

export default function ErrorPage({ error }: Props) {
  const { locale } = useParams();
  const texts = TEXTS[locale === "fr" ? "fr" : "en"];
  useEffect(() => console.error(error), [error]);
  useRenewal();
  return (
    <div role="alert" className="shell grid justify-items-start gap-5 py-24 md:py-36">
      <h1 className="display-face text-title">{texts.title}</h1>
      <p className="max-w-[46ch] text-lg text-quiet">{texts.text}</p>
      {error.digest && <p className="figures text-sm text-quiet">{error.digest}</p>}
      <Button onClick={() => window.location.reload()} className="mt-2">
        {texts.tryAgain}
      </Button>
    </div>
  );
}
