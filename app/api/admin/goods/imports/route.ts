import { after } from "next/server";
import { z } from "zod";
import { translator } from "@/i18n/texts.server";
import { startUpload } from "@/lib/catalog/uploads/run-upload.server";
import { MOST_UPLOAD_BYTES, storeUpload } from "@/lib/catalog/uploads/store-upload.server";
import { db } from "@/lib/db/client";
import { formatOfName } from "@/lib/desk/imports/read-uploads.server";
import { streamedBody } from "@/lib/http/bytes-body";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

const asked = z.object({
  name: z.string().trim().min(1).max(200).catch(""),
  category: z.string().max(200).nullable().catch(null),
  keepStock: z.string().nullable().catch(null),
  leavePictures: z.string().nullable().catch(null),
});

/** Takes a file of goods as the body, named by `?name=`, and has it checked in the background. Nothing of it is written. */
export const POST = deskChange(
  {
    right: "goods.edit",
    action: "goods.upload",
    body: streamedBody(MOST_UPLOAD_BYTES),
    logged: () => ({}),
    about: () => ({ kind: "goods", id: "import" }),
  },
  async ({ request, body, staff, locale }) => {
    const query = new URL(request.url).searchParams;
    const { name, category, keepStock, leavePictures } = asked.parse(
      Object.fromEntries(Object.keys(asked.shape).map((key) => [key, query.get(key)])),
    );
    const format = formatOfName(name);
    if (!format) {
      const message = translator(locale, "desk-imports")("refusals.format_unknown");
      return { ok: false, code: "format_unknown", message, status: 422 };
    }
    const options = {
      category: category || null,
      ...{ keepStock: keepStock === "on", leavePictures: leavePictures === "on" },
    };
    const stored = await storeUpload(db(), body, { name, format, who: staff.email, options });
    if (!stored.ok) return stored;
    await startUpload(db(), stored.id, "check");
    after(() => drainOutbox());
    const { id, bytes } = stored;
    return { ok: true, after: { name, bytes, ...options }, answer: { importId: String(id) } };
  },
);
