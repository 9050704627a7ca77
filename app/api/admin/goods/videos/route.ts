import { db } from "@/lib/db/client";
import { issueInWords } from "@/lib/desk/goods/issue-words.server";
import { bytesBody } from "@/lib/http/bytes-body";
import { videoPath } from "@/lib/model/video";
import { deskChange } from "@/lib/staff/desk-route.server";
import { storeVideo } from "@/lib/videos/bring-videos.server";
import { MOST_VIDEO_BYTES } from "@/lib/videos/prepare-video";

export const maxDuration = 60;

/** Stores a video: the body is the file. A product shows it once it is saved with it, beside a picture. */
export const POST = deskChange(
  {
    right: "goods.edit",
    action: "goods.video",
    body: bytesBody(MOST_VIDEO_BYTES),
    logged: (bytes) => ({ bytes: bytes.length }),
    about: () => ({ kind: "goods", id: "video" }),
  },
  async ({ body, locale }) => {
    const stored = await storeVideo(db(), body);
    if (!stored.ok)
      return { ok: false, code: stored.code, message: issueInWords(stored, locale), status: 422 };
    const src = videoPath(stored.key);
    return { ok: true, after: { src }, answer: { src } };
  },
);
