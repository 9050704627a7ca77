import { beforeEach, describe, expect, it, vi } from "vitest";

const LEAST = {
  DATABASE_URL: "postgres://localhost/store",
  STRIPE_SECRET_KEY: "sk_test_store",
  STRIPE_PUBLISHABLE_KEY: "pk_test_store",
  STRIPE_WEBHOOK_SECRET: "whsec_store",
  STORE_URL: "http://localhost:3000",
  CART_SECRET: "c".repeat(32),
  AUTH_SECRET: "a".repeat(32),
  CRON_SECRET: "r".repeat(32),
  SMTP_URL: "smtp://localhost",
};
const BUCKET = { PICTURES_S3_BUCKET: "goods", PICTURES_S3_ENDPOINT: "https://s3.test" };
const BLOB = { BLOB_READ_WRITE_TOKEN: "vercel_blob_rw_store_secret" };

beforeEach(() => {
  vi.resetModules();
  return () => vi.unstubAllEnvs();
});

describe("pictures are in", () => {
  it.each([
    ["a folder when the settings say nothing", {}, "the folder .data/pictures"],
    ["the bucket that they name", BUCKET, "the bucket goods at https://s3.test"],
    ["the store of Vercel Blob whose token there is", BLOB, "Vercel Blob"],
    [
      "the bucket where Vercel has added a token",
      { ...BLOB, ...BUCKET },
      "the bucket goods at https://s3.test",
    ],
  ])("%s", async (_, settings, place) => {
    for (const [name, value] of Object.entries({ ...LEAST, ...settings })) vi.stubEnv(name, value);
    const { pictureStorage } = await import("@/lib/pictures/storage.server");
    expect(pictureStorage().place).toBe(place);
  });
});
