import { z } from "zod";
import { translator } from "@/i18n/texts.server";
import { FORM_AREAS } from "@/lib/desk/settings/area-fields";
import { isPossible, readArea } from "@/lib/desk/settings/area-form.server";
import { changeSetting, loggedSetting, settingBody } from "@/lib/desk/settings/change-setting.server";
import { deskChange } from "@/lib/staff/desk-route.server";

/** `{ seen, values | bring | reset }`: sets an area of the settings. */
export const POST = deskChange(
  {
    right: "settings.edit",
    action: "settings.save",
    params: z.object({ area: z.enum(FORM_AREAS) }),
    body: settingBody,
    logged: loggedSetting,
    about: ({ params: { area } }) => ({ kind: "settings", id: area }),
  },
  ({ params: { area }, body, staff, locale }) =>
    changeSetting(
      {
        ...{ name: area, asked: body, staffId: staff.id },
        read: () => {
          const read = readArea(area, body.values);
          if (read.ok) return read;
          const message = [translator(locale, "desk-settings")("refused.setting_wrong"), ...read.others];
          return { ...read, code: "setting_wrong", message: message.join("\n"), status: 422 };
        },
        isPossible: (value) => isPossible(area, value),
      },
      locale,
    ),
);
