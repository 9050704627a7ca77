import "@/app/admin/desk.css";
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { display, text } from "@/components/layout/fonts/fonts";
import { OwnTheme } from "@/components/layout/own-theme";
import { shopIcons } from "@/components/layout/shop-icons";
import { routing } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { shop } from "@/lib/config/shop";
import { freshSettings } from "@/lib/settings/current.server";
import { readStaff } from "@/lib/staff/read-staff.server";

export async function generateMetadata(): Promise<Metadata> {
  const [staff] = await Promise.all([readStaff(), freshSettings()]);
  const locale = staff?.locale ?? routing.defaultLocale;
  const title = `${translator(locale, "desk")("title")} · ${shop().name}`;
  return {
    title: { default: title, template: `%s · ${title}` },
    icons: shopIcons(),
    robots: { index: false, follow: false },
  };
}

/**
 * The document of the desk. It shares colours and fonts with the shop, and no script. No browser translates it, as a figure that is about to be refunded must
 * stay what it is: it speaks the shop's languages itself.
 */
export default async function DeskDocument({ children }: { children: ReactNode }) {
  const [staff] = await Promise.all([readStaff(), freshSettings()]);
  const locale = staff?.locale ?? routing.defaultLocale;
  return (
    <html lang={locale} translate="no" className={`${display.variable} ${text.variable}`}>
      <body>
        <OwnTheme />
        {children}
      </body>
    </html>
  );
}
