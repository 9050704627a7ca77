import "server-only";
import type { S3Client } from "@aws-sdk/client-s3";
import { storageFailure } from "./storage-failure.server";
import {
  type PictureStorage,
  type StoredName,
  storedMediaType,
  storedPath,
  uploadTime,
} from "./storage-type";

export type S3Settings = {
  bucket: string;
  region: string;
  /** Another server than Amazon's. */
  endpoint?: string | undefined;
  /** The bucket in the path, for servers that have no host name for each. */
  pathStyle: boolean;
  /** Without them the SDK looks where Amazon's programs do: the environment, the profile, the machine's role. */
  keys?: { id: string; secret: string } | undefined;
};

/** How long is waited for the bucket, in milliseconds. Each of the tries has its own time. */
const PATIENCE = {
  tries: 3,
  connect: 3_000,
  answer: 5_000,
  /** A server that sends nothing more, or a reader that takes nothing more, of a file that has begun. */
  idle: 30_000,
};

type Opened = { sdk: typeof import("@aws-sdk/client-s3"); client: S3Client };

/** A bucket that speaks S3: Amazon's own, Cloudflare R2, MinIO, Ceph… The SDK is loaded by the first call. */
export function s3Storage(settings: S3Settings, patience = PATIENCE): PictureStorage {
  const { bucket } = settings;
  const place = `the bucket ${bucket}${settings.endpoint ? ` at ${settings.endpoint}` : ""}`;
  let opened: Promise<Opened> | undefined;
  /** Null for what is not there. A bucket that is not there is an outage. */
  const ask = async <Answer>(work: (opened: Opened) => Promise<Answer>): Promise<Answer | null> => {
    try {
      opened ??= open(settings, patience);
      return await work(await opened);
    } catch (error) {
      if (error instanceof Error && (error.name === "NoSuchKey" || error.name === "NotFound")) return null;
      throw storageFailure(place, error);
    }
  };
  const at = (key: StoredName) => ({ Bucket: bucket, Key: storedPath(key) });
  return {
    place,
    put: async (key, bytes) => {
      const file = { ...at(key), Body: bytes, ContentType: storedMediaType(key) };
      const requestTimeout = patience.answer + uploadTime(bytes);
      await ask(({ sdk, client }) => client.send(new sdk.PutObjectCommand(file), { requestTimeout }));
    },
    size: async (key) => {
      const found = await ask(({ sdk, client }) => client.send(new sdk.HeadObjectCommand(at(key))));
      return found && (found.ContentLength ?? 0);
    },
    read: async (key, part) => {
      const asked = { ...at(key), ...(part && { Range: `bytes=${part.first}-${part.last}` }) };
      const found = await ask(({ sdk, client }) => client.send(new sdk.GetObjectCommand(asked)));
      if (!found?.Body) return null;
      return { size: found.ContentLength ?? 0, body: found.Body.transformToWebStream() };
    },
  };
}

async function open(
  { region, endpoint, pathStyle, keys }: S3Settings,
  { tries, connect, answer, idle }: typeof PATIENCE,
): Promise<Opened> {
  const sdk = await import("@aws-sdk/client-s3");
  const client = new sdk.S3Client({
    region,
    ...(endpoint && { endpoint }),
    forcePathStyle: pathStyle,
    ...(keys && { credentials: { accessKeyId: keys.id, secretAccessKey: keys.secret } }),
    maxAttempts: tries,
    // Not every server knows Amazon's newer checksums; the signature covers what is sent.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: {
      connectionTimeout: connect,
      requestTimeout: answer,
      throwOnRequestTimeout: true,
      socketTimeout: idle,
    },
  });
  return { sdk, client };
}
