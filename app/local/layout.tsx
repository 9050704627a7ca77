import "@/app/globals.css";
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { display, text } from "@/components/layout/fonts/fonts";

export const metadata: Metadata = { title: "Local mail", icons: "/icon.svg", robots: { index: false } };

/** These pages are for developers of the store, in English only. */
export default function LocalLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={`${display.variable} ${text.variable}`}>
      <body>
        <main className="shell flex w-full flex-1 flex-col py-8">{children}</main>
      </body>
    </html>
  );
}
