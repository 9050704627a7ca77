import { after } from "next/server";
import { z } from "zod";
import { translator } from "@/i18n/texts.server";
import { startUpload } from "@/lib/catalog/uploads/run-upload.server";
import { db } from "@/lib/db/client";
import { readUpload, uploadParams } from "@/lib/desk/imports/read-uploads.server";
import { json } from "@/lib/http/body-reader";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

const body = z.strictObject({ run: z.enum(["check", "write"]) });

/** Has an uploaded file checked again, or written, in the background. */
export const POST = deskChange(
  {
    right: "goods.edit",
    action: "goods.import",
    params: uploadParams,
    body: json(body),
    about: ({ params }) => ({ kind: "goods", id: `import ${params.importId}` }),
  },
  async ({ params, body: { run }, locale }) => {
    const id = Number(params.importId);
    const upload = await readUpload(id);
    if (!upload) return { ok: false, code: "not_found" };
    if (!(await startUpload(db(), id, run))) {
      const message = translator(locale, "desk-imports")("refusals.import_changed");
      return { ok: false, code: "import_changed", message, status: 409 };
    }
    after(() => drainOutbox());
    return { ok: true, after: { name: upload.name, run } };
  },
);
