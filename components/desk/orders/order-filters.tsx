import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { ORDER_SORTS, type OrderFilter } from "@/lib/desk/orders/order-filter";
import { ORDER_STATUSES } from "@/lib/model/order";
import { CHECKOUT_SURFACES } from "@/lib/model/surface";
import { ChoiceField, TextField } from "../field";

type Props = { filter: OrderFilter; locale: Locale };

/** What is asked of the list, as a form that works without a script. Everything it asks stands in the address. */
export function OrderFilters({ filter, locale }: Props) {
  const t = translator(locale, "desk-orders");
  const states = translator(locale, "orders");
  const isOpen = ["from", "to", "min", "max", "currency", "discount", "product", "tag", "changing"] as const;
  const hasMore = isOpen.some((key) => filter[key]) || filter.surface.length + filter.country.length > 0;
  return (
    <search>
      <form action="/admin/orders" className="mb-4 grid gap-3">
        <div className="flex flex-wrap items-end gap-3">
          <div className="min-w-0 flex-1 basis-64">
            <TextField
              label={t("search")}
              name="q"
              type="search"
              defaultValue={filter.q ?? ""}
              placeholder={t("searchHint")}
              maxLength={200}
              autoComplete="off"
            />
          </div>
          <div className="basis-48">
            <ChoiceField label={t("fields.state")} name="state" defaultValue={filter.state[0] ?? ""}>
              <option value="">{t("placed")}</option>
              {ORDER_STATUSES.map((status) => (
                <option key={status} value={status}>
                  {states(`status.${status}`)}
                </option>
              ))}
              <option value="any">{t("any")}</option>
            </ChoiceField>
          </div>
          <div className="basis-48">
            <ChoiceField label={t("fields.sort")} name="sort" defaultValue={filter.sort ?? ""}>
              {ORDER_SORTS.map((sort) => (
                <option key={sort} value={sort === "newest" ? "" : sort}>
                  {t(`sorts.${sort}`)}
                </option>
              ))}
            </ChoiceField>
          </div>
          <button type="submit" data-kind="primary" className="desk-button">
            {t("show")}
          </button>
        </div>
        <details open={hasMore}>
          <summary className="w-fit cursor-pointer py-1 text-quiet">{t("more")}</summary>
          <div className="mt-2 grid grid-cols-2 gap-3 md:grid-cols-4">
            <TextField label={t("fields.from")} name="from" type="date" defaultValue={filter.from ?? ""} />
            <TextField label={t("fields.to")} name="to" type="date" defaultValue={filter.to ?? ""} />
            <TextField
              label={t("fields.min")}
              name="min"
              inputMode="decimal"
              defaultValue={filter.min ?? ""}
            />
            <TextField
              label={t("fields.max")}
              name="max"
              inputMode="decimal"
              defaultValue={filter.max ?? ""}
            />
            <TextField
              label={t("fields.currency")}
              name="currency"
              maxLength={3}
              defaultValue={filter.currency?.toUpperCase() ?? ""}
            />
            <ChoiceField label={t("fields.surface")} name="surface" defaultValue={filter.surface[0] ?? ""}>
              <option value="">{t("all")}</option>
              {CHECKOUT_SURFACES.map((surface) => (
                <option key={surface} value={surface}>
                  {t(`surfaces.${surface}`)}
                </option>
              ))}
            </ChoiceField>
            <TextField
              label={t("fields.country")}
              name="country"
              maxLength={2}
              hint={t("hints.country")}
              defaultValue={filter.country[0] ?? ""}
            />
            <TextField
              label={t("fields.discount")}
              name="discount"
              hint={t("hints.discount")}
              defaultValue={filter.discount ?? ""}
            />
            <TextField
              label={t("fields.product")}
              name="product"
              hint={t("hints.product")}
              defaultValue={filter.product ?? ""}
            />
            <TextField label={t("fields.tag")} name="tag" defaultValue={filter.tag ?? ""} />
            <label className="flex items-center gap-2 self-end py-2">
              <input
                type="checkbox"
                name="attention"
                value="1"
                defaultChecked={filter.attention !== null}
                className="size-5"
              />
              {t("fields.attention")}
            </label>
            <label className="flex items-center gap-2 self-end py-2">
              <input
                type="checkbox"
                name="changing"
                value="1"
                defaultChecked={filter.changing !== null}
                className="size-5 shrink-0"
              />
              {t("fields.changing")}
            </label>
          </div>
        </details>
      </form>
    </search>
  );
}
