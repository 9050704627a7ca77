import "server-only";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { FORM_AREAS } from "@/lib/desk/settings/area-fields";
import { hasRight, type Right, type StaffRole } from "@/lib/model/staff";
import { DESK_PAGES, type DeskPage } from "@/lib/staff/desk-pages";

const MOST = 6;

type Place = { href: string; right: Right; name: string };

const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Pages that the menu does not have, and what one can begin there, whose name has a text in it. */
export function placesLike(q: string, role: StaffRole, locale: Locale) {
  const group = translator(locale, "desk")("keys.more");
  return placesOf(locale)
    .filter(({ right, name }) => hasRight(role, right) && plain(name).includes(plain(q)))
    .slice(0, MOST)
    .map(({ href, name }) => ({ href, name, about: "", group }));
}

function placesOf(locale: Locale): Place[] {
  const desk = translator(locale, "desk");
  const settings = translator(locale, "desk-settings");
  const discounts = translator(locale, "desk-discounts");
  const books = translator(locale, "desk-books");
  const at = (page: DeskPage, name: string): Place => ({ href: page, right: DESK_PAGES[page], name });
  return [
    at("/admin/orders/pick", translator(locale, "desk-picking")("title")),
    at("/admin/orders/labels", translator(locale, "sending")("labels.title")),
    at("/admin/drafts/new", translator(locale, "desk-drafts")("new")),
    { href: "/admin/discounts/new", right: "discounts.edit", name: discounts("new") },
    { href: "/admin/discounts#codes", right: "discounts.edit", name: discounts("codes.title") },
    at("/admin/discounts/try", discounts("try.title")),
    { href: "/admin/goods#new", right: "goods.edit", name: translator(locale, "desk-goods")("added.title") },
    at("/admin/goods/edit", translator(locale, "desk-goods")("grid.title")),
    at("/admin/goods/import", translator(locale, "desk-imports")("title")),
    at("/admin/goods/categories", desk("pages./admin/goods/categories")),
    at("/admin/goods/collections", desk("pages./admin/goods/collections")),
    at("/admin/people/groups", translator(locale, "desk-people")("groups.title")),
    at("/admin/books/statement", books("statement")),
    at("/admin/books/vat", books("tax")),
    ...(["face", "look", "legal", "currencies", "languages", "delivery", "emails"] as const).map((part) =>
      at(`/admin/settings/${part}`, desk(`pages./admin/settings/${part}`)),
    ),
    ...FORM_AREAS.map(
      (area): Place => ({
        ...{ href: `/admin/settings/${area}`, right: DESK_PAGES["/admin/settings/[area]"] },
        name: settings(`groups.${area}.title`),
      }),
    ),
    at("/admin/me", desk("pages./admin/me")),
  ];
}
