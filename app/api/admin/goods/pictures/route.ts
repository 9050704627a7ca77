import { db } from "@/lib/db/client";
import { issueInWords } from "@/lib/desk/goods/issue-words.server";
import { bytesBody } from "@/lib/http/bytes-body";
import { picturePath } from "@/lib/model/picture";
import { storePicture } from "@/lib/pictures/bring-pictures.server";
import { MOST_BYTES } from "@/lib/pictures/picture-refusal";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

/** Stores a picture: the body is the file. A product shows it once it is saved with it. */
export const POST = deskChange(
  {
    right: "goods.edit",
    action: "goods.picture",
    body: bytesBody(MOST_BYTES),
    logged: (bytes) => ({ bytes: bytes.length }),
    about: () => ({ kind: "goods", id: "picture" }),
  },
  async ({ body, locale }) => {
    const stored = await storePicture(db(), body);
    if (!stored.ok)
      return { ok: false, code: stored.code, message: issueInWords(stored, locale), status: 422 };
    const { key, width, height } = stored.facts;
    const src = picturePath(key);
    return { ok: true, after: { src }, answer: { src, width, height } };
  },
);
