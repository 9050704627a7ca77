import { getTranslations } from "next-intl/server";
import type { ReactElement } from "react";
import { SearchIcon } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import { languageNames } from "@/i18n/language-names";
import type { Locale } from "@/i18n/routing";
import { shownLocales } from "@/i18n/shown-locales";
import { localPath } from "@/lib/base/i18n-path";
import { shop } from "@/lib/config/shop";
import { AccountLink } from "./account-link";
import { LanguageSwitch } from "./language-switch";
import { Wordmark } from "./wordmark";

type Props = { locale: Locale; cart: ReactElement; nav: ReactElement; search: ReactElement };

export async function Header({ locale, cart, nav, search }: Props) {
  const t = await getTranslations({ locale, namespace: "common" });
  return (
    <header className="border-b border-line bg-ground md:sticky md:top-0 md:z-30">
      <div className="shell flex flex-wrap items-center gap-x-2 md:gap-x-6 lg:gap-x-10">
        <Link locale={locale} href="/" aria-label={t("home", { shop: shop().name })} className="py-4">
          <Wordmark className="text-[1.625rem]" />
        </Link>
        <nav
          aria-label={t("categories")}
          className="order-last -mx-2 w-full pb-2 md:order-none md:mx-0 md:w-auto md:pb-0"
        >
          {nav}
        </nav>
        <div className="ml-auto flex items-center md:gap-2">
          <div className="hidden w-56 lg:block">{search}</div>
          <Link
            locale={locale}
            href="/search"
            aria-label={t("search")}
            className="grid size-10 place-items-center rounded-full hover:bg-sunken md:size-11 lg:hidden"
          >
            <SearchIcon className="size-6" />
          </Link>
          <LanguageSwitch
            locale={locale}
            label={t("language")}
            languages={shownLocales()}
            names={languageNames}
          />
          <AccountLink
            href={localPath(locale, "/account")}
            label={t("account")}
            labelSignedIn={t("accountSignedIn")}
          />
          {cart}
        </div>
      </div>
    </header>
  );
}
