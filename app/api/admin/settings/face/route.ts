import { hasPicturesOf, readFace } from "@/lib/desk/settings/face-form.server";
import { changeArea, loggedSetting, settingBody } from "@/lib/desk/settings/setting-change.server";
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
    changeArea("face", {
      ...{ body, staffId: staff.id, locale },
      read: (values) => readFace(values, locale),
      isPossible: hasPicturesOf,
    }),
);
