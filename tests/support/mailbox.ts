import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { type FiledMail, listFiledMail } from "@/lib/email/mail-folder.server";

/** Sends the store's e-mails into a folder. Call it before the first `env()`. */
export async function testMailbox(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "store-mail-"));
  process.env.MAIL_DIR = folder;
  afterAll(() => rm(folder, { recursive: true, force: true }));
}

/** The e-mails to an address, newest first. */
export async function mailsTo(email: string): Promise<FiledMail[]> {
  return (await listFiledMail(process.env.MAIL_DIR ?? "")).filter(({ to }) => to === email);
}
