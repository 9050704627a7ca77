import { z } from "zod";
import { FACE_PICTURES } from "@/lib/desk/settings/face-fields";
import { storeFacePicture } from "@/lib/desk/settings/face-picture.server";
import { bytesBody } from "@/lib/http/bytes-body";
import { MOST_BYTES } from "@/lib/pictures/picture-refusal";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

/** Stores a picture for the shop's face: the body is the file. The shop shows it once it is saved with it. */
export const POST = deskChange(
  {
    right: "settings.edit",
    action: "settings.picture",
    params: z.object({ use: z.enum(FACE_PICTURES) }),
    body: bytesBody(MOST_BYTES),
    logged: (bytes) => ({ bytes: bytes.length }),
    about: ({ params: { use } }) => ({ kind: "settings", id: `face/${use}` }),
  },
  async ({ params: { use }, body, locale }) => {
    const stored = await storeFacePicture(use, body, locale);
    if (!stored.ok) return stored;
    const { ok: _, ...answer } = stored;
    return { ok: true, after: answer, answer };
  },
);
