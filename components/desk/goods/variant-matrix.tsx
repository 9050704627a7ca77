import type { Locale } from "@/i18n/routing";
import { textsFor, translator } from "@/i18n/texts.server";
import { inLocale } from "@/lib/base/i18n-text";
import { currency as currencyOf } from "@/lib/base/money";
import { writePrice } from "@/lib/catalog/goods/price-text";
import type { StoredProduct } from "@/lib/catalog/stored-product.server";
import { optionLabel } from "@/lib/catalog/variant-text";
import { ownCurrency, soldCurrencies } from "@/lib/currencies/sold";
import { TextField } from "../field";
import { WideTable } from "../wide-table";
import { PasteColumns } from "./paste-columns";

type Props = { stored: StoredProduct; locale: Locale };

/** Every variant in a row, with its prices. What is on hand is shown, and counted on a page of its own. */
export function VariantMatrix({ stored: { product, variants }, locale }: Props) {
  const t = translator(locale, "desk-goods");
  const own = ownCurrency();
  const others = soldCurrencies().filter((code) => code !== own);
  const heads = [
    t("price", { currency: own.toUpperCase() }),
    t("compareAt", { currency: own.toUpperCase() }),
    ...others.map((code) => code.toUpperCase()),
    t("grid.cost", { currency: own.toUpperCase() }),
    t("fields.barcode"),
    t("fields.storagePlace"),
    t("grid.weight"),
    t("lowAt"),
  ];
  const yesNo = [
    ["on", t("yes")],
    ["off", t("no")],
  ] as const;
  return (
    <>
      <PasteColumns texts={textsFor(locale, "desk-goods").paste}>
        <WideTable label={t("matrix")} className="min-w-max">
          <thead>
            <tr>
              <th scope="col">{t("stock.sku")}</th>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
              <th scope="col" className="text-end">
                {t("onHand")}
              </th>
              <th scope="col">{t("grid.backorder")}</th>
              <th scope="col">{t("onSale")}</th>
            </tr>
          </thead>
          <tbody>
            {variants.map((variant) => {
              const { sku } = variant;
              const field = (name: string, label: string, value: string, isText = false) => (
                <input
                  name={name}
                  aria-label={`${label}, ${sku}`}
                  defaultValue={value}
                  inputMode={isText ? "text" : "decimal"}
                  autoComplete="off"
                  className={`desk-control figures aria-invalid:border-bad ${isText ? "w-40" : "w-24 text-end"}`}
                />
              );
              const cell = (name: string, label: string, value: string, isText = false) => (
                <td key={name}>{field(name, label, value, isText)}</td>
              );
              const amount = (minor: number | null) => (minor === null ? "" : writePrice(minor, own));
              const choice = (
                name: string,
                label: string,
                value: string,
                more = [] as [string, string][],
              ) => (
                <td>
                  <select
                    name={name}
                    aria-label={`${label}, ${sku}`}
                    defaultValue={value}
                    className="desk-control min-w-20"
                  >
                    {[...yesNo, ...more].map(([one, text]) => (
                      <option key={one} value={one}>
                        {text}
                      </option>
                    ))}
                  </select>
                </td>
              );
              return (
                <tr key={variant.id}>
                  <th scope="row" className="min-w-40">
                    {field(`sku.${sku}`, t("fields.sku"), sku, true)}
                    <span className="mt-1 block font-normal text-quiet">
                      {inLocale(optionLabel(product.options, variant.options), locale)}
                    </span>
                  </th>
                  {cell(`price.${sku}`, heads[0] ?? "", writePrice(variant.unitAmount, own))}
                  {cell(`compareAt.${sku}`, heads[1] ?? "", amount(variant.compareAtAmount))}
                  {others.map((code) => {
                    const set = variant.prices[code];
                    return cell(
                      `prices.${code} ${sku}`,
                      code.toUpperCase(),
                      set ? writePrice(set.amount, currencyOf(code)) : "",
                    );
                  })}
                  {cell(`cost.${sku}`, t("fields.costAmount"), amount(variant.costAmount))}
                  {cell(`barcode.${sku}`, t("fields.barcode"), variant.barcode ?? "", true)}
                  {cell(`place.${sku}`, t("fields.storagePlace"), variant.storagePlace ?? "", true)}
                  {cell(`weight.${sku}`, t("fields.weightGrams"), String(variant.weightGrams ?? ""))}
                  {cell(`lowStockAt.${sku}`, t("lowAt"), String(variant.lowStockAt ?? ""))}
                  <td className="figures text-end whitespace-nowrap">{variant.onHand}</td>
                  {choice(`backorder.${sku}`, t("fields.backorder"), variant.backorder ? "on" : "off")}
                  {choice(`sale.${sku}`, t("onSale"), variant.active ? "on" : "off", [
                    ["remove", t("removeVariant")],
                  ])}
                </tr>
              );
            })}
          </tbody>
        </WideTable>
      </PasteColumns>
      <p className="mt-2 text-quiet">
        {t("paste.hint")} {others.length > 0 && t("otherHint")} {t("removeHint")}
      </p>
      {(product.options.length > 0 || variants.length === 0) && (
        <details className="mt-4 rounded-xl border border-line p-4">
          <summary className="cursor-pointer font-medium">{t("newTitle")}</summary>
          <div className="mt-3 grid gap-3 sm:grid-cols-2">
            {product.options.map((axis) => (
              <div key={axis.key}>
                <TextField
                  label={inLocale(axis.name, locale)}
                  name={`newOption.${axis.key}`}
                  list={`values-${axis.key}`}
                  maxLength={200}
                />
                <datalist id={`values-${axis.key}`}>
                  {axis.values.map((value) => (
                    <option key={value.key} value={inLocale(value.label, locale)} />
                  ))}
                </datalist>
              </div>
            ))}
            <TextField label={t("newSku")} name="newSku" maxLength={200} autoComplete="off" />
            <TextField label={t("newPrice")} name="newPrice" inputMode="decimal" />
            <TextField label={t("newOnHand")} name="newOnHand" inputMode="numeric" />
          </div>
          <p className="mt-2 text-quiet">{t("newHint")}</p>
        </details>
      )}
    </>
  );
}
