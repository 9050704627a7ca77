import { changeSetting, loggedSetting, settingBody } from "@/lib/desk/settings/change-setting.server";
import { readLook } from "@/lib/desk/settings/look-form.server";
import { shopFieldProblems, storedOrRefused } from "@/lib/desk/settings/shop-fields.server";
import { deskChange } from "@/lib/staff/desk-route.server";

/** `{ seen, values | bring | reset }`: sets colours and typefaces. */
export const POST = deskChange(
  {
    right: "settings.edit",
    action: "settings.save",
    body: settingBody,
    logged: loggedSetting,
    about: () => ({ kind: "settings", id: "look" }),
  },
  ({ body, staff, locale }) =>
    changeSetting(
      {
        ...{ name: "look", asked: body, staffId: staff.id },
        read: () => storedOrRefused("look", readLook(body.values, locale), locale),
        isPossible: (value) => shopFieldProblems("look", value).length === 0,
      },
      locale,
    ),
);
