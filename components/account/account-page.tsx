import { getTranslations } from "next-intl/server";
import type { ComponentProps } from "react";
import type { Elements } from "@/components/ui/elements";
import { Link } from "@/components/ui/link";
import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import { PAYMENT_METHODS_PATH } from "@/lib/customers/paths";
import { SignedInSync } from "./signed-in-sync";

const PAGES = [
  { key: "overview", href: "/account" },
  { key: "orders", href: "/orders" },
  { key: "addresses", href: "/account/addresses" },
  { key: "paymentMethods", href: PAYMENT_METHODS_PATH },
  { key: "profile", href: "/account/profile" },
] as const;

type Props = {
  locale: Locale;
  current: (typeof PAGES)[number]["key"];
  title: string;
  children: Elements;
};

export async function AccountPage({ locale, current, title, children }: Props) {
  const t = await getTranslations({ locale, namespace: "account.nav" });
  return (
    <div className="shell grid gap-x-16 gap-y-8 py-10 md:grid-cols-[12rem_1fr] md:py-16">
      <SignedInSync signedIn locale={locale} />
      <nav aria-label={t("label")} className="-mx-2">
        <ul className="flex flex-wrap gap-x-1 md:grid">
          {PAGES.map(({ key, href }) => (
            <li key={key}>
              <NavLink
                locale={locale}
                href={href}
                whole={key === "paymentMethods" || current === "paymentMethods"}
                aria-current={key === current ? "page" : undefined}
                className="inline-block rounded-full px-3 py-2 text-quiet hover:text-ink aria-[current]:font-medium aria-[current]:text-ink aria-[current]:underline aria-[current]:underline-offset-8"
              >
                {t(key)}
              </NavLink>
            </li>
          ))}
          <li>
            <form method="post" action="/api/auth/sign-out">
              <input type="hidden" name="locale" value={locale} />
              <button type="submit" className="rounded-full px-3 py-2 text-quiet hover:text-ink">
                {t("signOut")}
              </button>
            </form>
          </li>
        </ul>
      </nav>
      <div className="min-w-0">
        <h1 className="display-face text-title">{title}</h1>
        {children}
      </div>
    </div>
  );
}

type NavLinkProps = ComponentProps<"a"> & { locale: Locale; href: string; whole: boolean };

/** With `whole` the link loads a new document, as the page with Stripe.js has a policy of its own. */
function NavLink({ locale, href, whole, ...props }: NavLinkProps) {
  if (whole) return <a href={localPath(locale, href)} {...props} />;
  return <Link locale={locale} href={href} prefetch={false} {...props} />;
}
