import { changeSetting, loggedSetting, settingBody } from "@/lib/desk/settings/change-setting.server";
import { hasPicturesOf, readFace } from "@/lib/desk/settings/face-form.server";
import { shopFieldProblems, storedOrRefused } from "@/lib/desk/settings/shop-fields.server";
import { deskChange } from "@/lib/staff/desk-route.server";

/** `{ seen, values | bring | reset }`: sets name, texts and pictures of the shop. */
export const POST = deskChange(
  {
    right: "settings.edit",
    action: "settings.save",
    body: settingBody,
    logged: loggedSetting,
    about: () => ({ kind: "settings", id: "face" }),
  },
  ({ body, staff, locale }) =>
    changeSetting(
      {
        ...{ name: "face", asked: body, staffId: staff.id },
        read: async () => storedOrRefused("face", await readFace(body.values, locale), locale),
        isPossible: async (value) =>
          shopFieldProblems("face", value).length === 0 && (await hasPicturesOf(value)),
      },
      locale,
    ),
);
