import "server-only";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { inLocale } from "@/lib/base/i18n-text";
import { formatMoney } from "@/lib/base/money";
import { listGoods, readGoodsFilter } from "@/lib/desk/goods/list-goods.server";
import { listOrders } from "@/lib/desk/orders/list-orders.server";
import { readOrderFilter } from "@/lib/desk/orders/order-filter";
import type { ListedOrder } from "@/lib/desk/orders/read-rows.server";
import { readPeopleFilter, SHORTEST_SEARCH } from "@/lib/desk/people/inputs";
import { listPeople } from "@/lib/desk/people/list-people.server";
import { hasRight, type Right } from "@/lib/model/staff";
import type { Staff } from "@/lib/staff/read-staff.server";

const MOST_OF_A_KIND = 5;

type Found = { href: string; name: string; about: string };

const ACTS = [
  { page: "refund", right: "orders.refund", text: "one.refundIt" },
  { page: "ship", right: "orders.send", text: "one.ship" },
  { page: "decide", right: "orders.decide", text: "one.decide" },
] as const satisfies { page: string; right: Right; text: string }[];

/** A few orders, goods and people of a text, as far as somebody may see them. Where one order alone is meant, what can be done with it too. */
export async function findAnything(q: string, { role, locale }: Pick<Staff, "role" | "locale">) {
  const found: Found[] = [];
  const area = translator(locale, "desk");
  if (hasRight(role, "orders.read")) {
    const { filter } = readOrderFilter(new URLSearchParams({ q }));
    const { orders } = await listOrders(filter, null, MOST_OF_A_KIND);
    found.push(...orders.map((order) => ofOrder(order, locale)));
    const [only, ...others] = orders;
    if (only && others.length === 0) found.push(...actsOf(only, role, locale));
  }
  if (q.length < SHORTEST_SEARCH) return found;
  if (hasRight(role, "goods.read")) {
    const { goods } = await listGoods(readGoodsFilter({ q }));
    const about = area("pages./admin/goods");
    found.push(
      ...goods.slice(0, MOST_OF_A_KIND).map(({ id, name }) => ({
        ...{ href: `/admin/goods/${id}`, name: inLocale(name, locale), about },
      })),
    );
  }
  if (hasRight(role, "people.read")) {
    const { people } = await listPeople(readPeopleFilter({ q }), MOST_OF_A_KIND);
    const about = area("pages./admin/people");
    found.push(
      ...people.map(({ id, name, email }) => ({
        ...{ href: `/admin/people/${id}`, name: [name, email].filter(Boolean).join(", "), about },
      })),
    );
  }
  return found;
}

function ofOrder({ number, name, status, total, currency }: ListedOrder, locale: Locale): Found {
  const state = translator(locale, "orders")(`status.${status}`);
  const about = [name, state, formatMoney(total, currency, locale)].filter(Boolean).join(" · ");
  return { href: `/admin/orders/${number}`, name: number, about };
}

function actsOf({ number }: ListedOrder, role: Staff["role"], locale: Locale): Found[] {
  const t = translator(locale, "desk-orders");
  return ACTS.filter(({ right }) => hasRight(role, right)).map(({ page, text }) => ({
    ...{ href: `/admin/orders/${number}/${page}`, name: t(text), about: number },
  }));
}
