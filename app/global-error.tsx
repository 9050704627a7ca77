"use client";

import "./globals.css";
import { useRenewal } from "@/components/renewal/use-renewal";
import { Button } from "@/components/ui/button";
import { errorPageTexts } from "@/i18n/error-page-texts";

/** When the layout itself fails the language is unknown, so all are shown. */
export default function GlobalError() {
  useRenewal();
  const [first, ...others] = errorPageTexts;
  return (
    <html lang={first?.locale}>
      <body>
        <main className="shell grid justify-items-start gap-5 py-24">
          <h1 className="text-title">{first?.title}</h1>
          <p>{first?.text}</p>
          <Button onClick={reload}>{first?.again}</Button>
          {others.map(({ locale, title, text, again }) => (
            <div key={locale} lang={locale} className="mt-8 grid justify-items-start gap-5">
              <h2 className="text-heading">{title}</h2>
              <p>{text}</p>
              <Button variant="secondary" onClick={reload}>
                {again}
              </Button>
            </div>
          ))}
        </main>
      </body>
    </html>
  );
}

const reload = () => window.location.reload();
