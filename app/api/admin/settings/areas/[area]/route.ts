import { z } from "zod";
import { translator } from "@/i18n/texts.server";
import { db } from "@/lib/db/client";
import { FORM_AREAS, type FormArea } from "@/lib/desk/settings/area-fields";
import { isPossible, readArea } from "@/lib/desk/settings/area-form.server";
import { changeSetting } from "@/lib/desk/settings/change-setting.server";
import { longJson } from "@/lib/http/body-reader";
import { readSettingVersion } from "@/lib/settings/save-setting.server";
import { deskChange } from "@/lib/staff/desk-route.server";

/** One of three: what was typed, an earlier version, or what the project's files say. */
const schema = z.strictObject({
  seen: z.coerce.number().int().min(0).max(1_000_000),
  values: z.record(z.string().max(60), z.string().max(5_000)).default({}),
  bring: z.coerce.number().int().min(1).max(1_000_000).optional(),
  reset: z.literal("1").optional(),
});

type Body = z.output<typeof schema>;

/** `{ seen, values | bring | reset }`: sets an area of the settings. */
export const POST = deskChange(
  {
    right: "settings.edit",
    action: "settings.save",
    params: z.object({ area: z.enum(FORM_AREAS) }),
    body: longJson(schema),
    logged: ({ seen, bring, reset }) => ({ seen, ...(bring && { bring }), ...(reset && { reset }) }),
    about: ({ params: { area } }) => ({ kind: "settings", id: area }),
  },
  async ({ params: { area }, body, staff, locale }) => {
    const read = await askedValue(area, body);
    if (!read.ok) {
      const t = translator(locale, "desk-settings");
      const code = read.fields.length === 0 ? "setting_outdated" : "setting_wrong";
      const message = t(`refused.${code}`);
      return { ok: false, code, message, status: 422, fields: read.fields };
    }
    return changeSetting({ name: area, value: read.value, seen: body.seen, staffId: staff.id }, locale);
  },
);

async function askedValue(
  area: FormArea,
  { values, bring, reset }: Body,
): Promise<ReturnType<typeof readArea>> {
  if (reset) return { ok: true, value: null };
  if (bring === undefined) return readArea(area, values);
  const value = await readSettingVersion(db(), area, bring);
  const isStill = value !== undefined && (value === null || isPossible(area, value));
  return isStill ? { ok: true, value } : { ok: false, fields: [] };
}
