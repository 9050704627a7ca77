import { z } from "zod";

/** Where the pictures of goods are: docs/goods.md. */
export const pictureVariables = {
  /** The folder of the pictures; the local launcher sets it. */
  PICTURES_DIR: z.string().default(".data/pictures"),
  /** A bucket instead of the folder. */
  PICTURES_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "must be the name of a bucket alone")
    .optional(),
  PICTURES_S3_ENDPOINT: z
    .url({ protocol: /^https?$/, error: "must start with https:// or http://" })
    .optional(),
  PICTURES_S3_REGION: z
    .string()
    .regex(/^[a-z0-9-]+$/, "must be a region, as in eu-central-1")
    .optional(),
  PICTURES_S3_PATH_STYLE: z
    .enum(["on", "off"])
    .default("off")
    .transform((value) => value === "on"),
  PICTURES_S3_ACCESS_KEY_ID: z.string().regex(/^\S+$/, "must have no space or line break").optional(),
  PICTURES_S3_SECRET_ACCESS_KEY: z.string().regex(/^\S+$/, "must have no space or line break").optional(),
  /** A store of Vercel Blob instead, as Vercel names it. */
  BLOB_READ_WRITE_TOKEN: z
    .string()
    .regex(/^vercel_blob_rw_[A-Za-z0-9]+_\S+$/, "must be a token that begins with vercel_blob_rw_")
    .optional(),
};

type PictureSettings = z.output<z.ZodObject<typeof pictureVariables>>;

/** What is half set. */
export function* pictureProblems(value: PictureSettings): Generator<{ name: string; message: string }> {
  const { PICTURES_S3_BUCKET: bucket, PICTURES_S3_ENDPOINT: endpoint, PICTURES_S3_REGION: region } = value;
  const { PICTURES_S3_ACCESS_KEY_ID: id, PICTURES_S3_SECRET_ACCESS_KEY: secret } = value;
  if (!bucket && (endpoint || region || id || secret || value.PICTURES_S3_PATH_STYLE))
    yield { name: "PICTURES_S3_BUCKET", message: "is missing: the other PICTURES_S3_ variables need it" };
  if (bucket && !endpoint && !region)
    yield {
      name: "PICTURES_S3_REGION",
      message: "is missing: it is the region of a bucket at Amazon; other servers need PICTURES_S3_ENDPOINT",
    };
  if (id && !secret)
    yield {
      name: "PICTURES_S3_SECRET_ACCESS_KEY",
      message: "is missing: PICTURES_S3_ACCESS_KEY_ID needs it",
    };
  if (secret && !id)
    yield {
      name: "PICTURES_S3_ACCESS_KEY_ID",
      message: "is missing: PICTURES_S3_SECRET_ACCESS_KEY needs it",
    };
}
