import type { ReactNode } from "react";
import { textsFor, translator } from "@/i18n/texts.server";
import { localPath } from "@/lib/base/i18n-path";
import { shop } from "@/lib/config/shop";
import { hasRight } from "@/lib/model/staff";
import { DESK_LETTERS, DESK_MENU, DESK_PAGES } from "@/lib/staff/desk-pages";
import type { Staff } from "@/lib/staff/read-staff.server";
import { ConfirmPlace } from "./confirm-place";
import { DeskKeys } from "./keys/desk-keys";
import { MenuLink } from "./menu-link";
import { PhoneMenu } from "./phone-menu";

/** What stands around every page of the desk. */
export function DeskFrame({ staff, children }: { staff: Staff; children: ReactNode }) {
  const t = translator(staff.locale, "desk");
  const pages = DESK_MENU.filter((page) => hasRight(staff.role, DESK_PAGES[page]));
  const lines = pages.map((page) => (
    <MenuLink key={page} href={page}>
      {t(`pages.${page}`)}
    </MenuLink>
  ));
  return (
    <>
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-24 rounded-lg bg-action px-4 py-2 text-on-action focus:translate-y-0"
      >
        {t("skip")}
      </a>
      <header className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b border-line bg-raised px-4 py-3 md:px-6">
        <p className="flex gap-2 font-medium">
          <span>{shop().name}</span>
          <span className="text-quiet">{t("title")}</span>
        </p>
        <DeskKeys
          places={pages.map((page) => ({
            ...{ href: page, name: t(`pages.${page}`), key: DESK_LETTERS[page] ?? null },
          }))}
          texts={textsFor(staff.locale, "desk").keys}
        />
        <div className="ml-auto flex flex-wrap items-center gap-x-4 gap-y-1 text-[0.9375rem]">
          <a href={localPath(staff.locale, "/")} className="text-quiet underline-offset-4 hover:underline">
            {t("toShop")}
          </a>
          <a href="/admin/me" className="text-quiet underline-offset-4 hover:underline">
            {t("signedInAs", { name: staff.name, role: t(`roles.${staff.role}`) })}
          </a>
          <form method="post" action="/api/admin/sign-out">
            <button type="submit" className="underline underline-offset-4">
              {t("signOut")}
            </button>
          </form>
        </div>
      </header>
      <div className="flex flex-1 flex-col md:flex-row">
        <nav aria-label={t("menu")} className="shrink-0 border-line md:w-52 md:border-r">
          <PhoneMenu label={t("menu")}>{lines}</PhoneMenu>
          <div className="flex flex-col px-3 py-4 max-md:hidden">{lines}</div>
        </nav>
        <main id="main" tabIndex={-1} className="min-w-0 flex-1 px-4 py-6 outline-none md:px-8">
          <ConfirmPlace back={t("back")}>{children}</ConfirmPlace>
        </main>
      </div>
    </>
  );
}
