import { z } from "zod";
import { changeSetting, settingShape } from "@/lib/desk/settings/change-setting.server";
import { readCurrencies } from "@/lib/desk/settings/currency-form.server";
import { currencyRows } from "@/lib/desk/settings/currency-rows";
import { shopFieldProblems, storedShopFields } from "@/lib/desk/settings/shop-fields.server";
import { json } from "@/lib/http/body-reader";
import { deskChange } from "@/lib/staff/desk-route.server";

const schema = z.strictObject({ ...settingShape, list: currencyRows.optional() });

/** `{ seen, list | bring | reset }`: which currencies the shop sells in beside its own. */
export const POST = deskChange(
  {
    right: "settings.edit",
    action: "settings.save",
    body: json(schema),
    about: () => ({ kind: "settings", id: "currencies" }),
  },
  ({ body: { list, ...asked }, staff, locale }) =>
    changeSetting(
      {
        ...{ name: "currencies", asked, staffId: staff.id },
        read: () => {
          // A list that is missing is not an empty one, which would end all of them.
          if (!list) return { ok: false, code: "invalid_request", fields: ["list"] };
          const read = readCurrencies(list, locale);
          return read.ok ? { ok: true, value: storedShopFields({ currencies: read.list }) } : read;
        },
        isPossible: (value) => shopFieldProblems("currencies", value).length === 0,
      },
      locale,
    ),
);
