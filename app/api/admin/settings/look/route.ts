import { readLook } from "@/lib/desk/settings/look-form.server";
import { changeArea, loggedSetting, settingBody } from "@/lib/desk/settings/setting-change.server";
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
    changeArea("look", {
      ...{ body, staffId: staff.id, locale },
      read: async (values) => readLook(values, locale),
    }),
);
