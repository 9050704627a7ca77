import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import type { S3Settings } from "@/lib/pictures/s3-storage.server";
import { startInstalledSwift } from "@/scripts/local/installed-swift";

const BUCKET = "pictures";

/** A server that speaks S3, with an empty bucket; null on a machine that has none. */
export async function startS3(): Promise<{ settings: S3Settings; stop: () => Promise<void> } | null> {
  const swift = await startInstalledSwift();
  if (!swift) return null;
  const { endpoint, keys, stop } = swift;
  const settings = { bucket: BUCKET, region: "us-east-1", pathStyle: true, endpoint, keys };
  const client = new S3Client({
    ...{ region: settings.region, endpoint, forcePathStyle: true },
    credentials: { accessKeyId: keys.id, secretAccessKey: keys.secret },
  });
  await client.send(new CreateBucketCommand({ Bucket: BUCKET }));
  client.destroy();
  return { settings, stop };
}
