"use client";

import "./globals.css";
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

/** When the frame of the page itself fails, nothing is known of the language: both are shown. */
export default function GlobalError() {
  useRenewal();
  const reset = () => window.location.reload();
  return (
    <html lang="en">
      <body>
        <main className="shell grid justify-items-start gap-5 py-24">
          <h1 className="text-title">{enTitle}</h1>
          <p>{enText}</p>
          <Button onClick={reset}>{enTryAgain}</Button>
          <div lang="fr" className="mt-8 grid justify-items-start gap-5">
            <h2 className="text-heading">{frTitle}</h2>
            <p>{frText}</p>
            <Button variant="secondary" onClick={reset}>
              {frTryAgain}
            </Button>
          </div>
        </main>
      </body>
    </html>
  );
}
