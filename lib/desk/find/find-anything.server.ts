import "server-only";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { inLocale } from "@/lib/base/i18n-text";
import { formatMoney } from "@/lib/base/money";
import { listGoods, readGoodsFilter } from "@/lib/desk/goods/list-goods.server";
import { findOrders } from "@/lib/desk/orders/find-orders.server";
import { orderActs } from "@/lib/desk/orders/order-acts";
import { readOrderFilter } from "@/lib/desk/orders/order-filter";
import { type ListedOrder, readOrderRows } from "@/lib/desk/orders/read-rows.server";
import { readPeopleFilter, SHORTEST_SEARCH } from "@/lib/desk/people/inputs";
import { listPeople } from "@/lib/desk/people/list-people.server";
import { hasRight } from "@/lib/model/staff";
import type { Staff } from "@/lib/staff/read-staff.server";
import { placesLike } from "./places-like.server";

const MOST_OF_A_KIND = 5;

/** `group` is what it is one of. */
type Found = { href: string; name: string; about: string; group: string };

/**
 * Pages below those of the menu, and a few orders, goods and people of a text, as far as somebody may see them. Where one thing alone is meant, what can be
 * done with it too.
 */
export async function findAnything(q: string, { role, locale }: Pick<Staff, "role" | "locale">) {
  const found: Found[] = placesLike(q, role, locale);
  const area = translator(locale, "desk");
  if (hasRight(role, "orders.read")) {
    const group = area("pages./admin/orders");
    const { filter } = readOrderFilter(new URLSearchParams({ q }));
    const { ids } = await findOrders(filter, null, MOST_OF_A_KIND);
    const orders = await readOrderRows(ids);
    found.push(...orders.map((order) => ({ ...ofOrder(order, locale), group })));
    const [only, ...others] = orders;
    if (only && others.length === 0)
      found.push(...actsOf(only, role, locale).map((act) => ({ ...act, group })));
  }
  if (q.length < SHORTEST_SEARCH) return found;
  if (hasRight(role, "goods.read")) {
    const { goods } = await listGoods(readGoodsFilter({ q }));
    const [only, ...others] = goods;
    const group = area("pages./admin/goods");
    found.push(
      ...goods.slice(0, MOST_OF_A_KIND).map(({ id, name }) => ({
        ...{ href: `/admin/goods/${id}`, name: inLocale(name, locale), about: "", group },
      })),
    );
    if (only && others.length === 0) {
      const name = translator(locale, "desk-goods")("stock.title");
      found.push({
        ...{ href: `/admin/goods/${only.id}/stock`, name, about: inLocale(only.name, locale), group },
      });
    }
  }
  if (hasRight(role, "people.read")) {
    const { people } = await listPeople(readPeopleFilter({ q }), MOST_OF_A_KIND);
    const group = area("pages./admin/people");
    found.push(
      ...people.map(({ id, name, email }) => ({
        ...{ href: `/admin/people/${id}`, name: [name, email].filter(Boolean).join(", "), about: "", group },
      })),
    );
  }
  return found;
}

function ofOrder({ number, name, status, total, currency }: ListedOrder, locale: Locale) {
  const state = translator(locale, "orders")(`status.${status}`);
  const about = [name, state, formatMoney(total, currency, locale)].filter(Boolean).join(" · ");
  return { href: `/admin/orders/${number}`, name: number, about };
}

function actsOf({ number, status }: ListedOrder, role: Staff["role"], locale: Locale) {
  const t = translator(locale, "desk-orders");
  return orderActs(role, status).map(({ page, text }) => ({
    ...{ href: `/admin/orders/${number}/${page}`, name: t(text), about: number },
  }));
}
