import "server-only";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import { z } from "zod";
import { ownHeaders } from "./own-headers";
import type { AddressedMail } from "./send-mail.server";

const filedMail = z.object({
  key: z.string(),
  at: z.iso.datetime(),
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  messageId: z.string(),
  text: z.string(),
  html: z.string(),
});

export type FiledMail = z.output<typeof filedMail>;

const KEY = /^[\w.-]{1,100}$/;

/** Writes an e-mail as `<key>.eml`, `.html` and, last, `.json`, each file whole. The same key replaces it. */
export async function fileMail(folder: string, mail: AddressedMail): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { key, from, to, subject, messageId, html, text } = mail;
  const composer = createTransport({ streamTransport: true, buffer: true });
  const { message } = await composer.sendMail({
    ...{ from, to, subject, messageId, html, text },
    headers: ownHeaders(mail),
  });
  const record: FiledMail = { key, at: new Date().toISOString(), from, to, subject, messageId, text, html };
  await writeWhole(join(folder, `${key}.eml`), String(message));
  await writeWhole(join(folder, `${key}.html`), html);
  await writeWhole(join(folder, `${key}.json`), JSON.stringify(record, null, 2));
}

async function writeWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.tmp`;
  await writeFile(draft, text);
  await rename(draft, path);
}

export async function listFiledMail(folder: string): Promise<FiledMail[]> {
  const names = await readdir(folder).catch(() => []);
  const keys = names.filter((name) => name.endsWith(".json")).map((name) => name.slice(0, -".json".length));
  const mails = await Promise.all(keys.map((key) => readFiledMail(folder, key)));
  return mails.filter((mail) => mail !== null).sort((a, b) => b.at.localeCompare(a.at));
}

export async function readFiledMail(folder: string, key: string): Promise<FiledMail | null> {
  if (!KEY.test(key)) return null;
  const text = await readFile(join(folder, `${key}.json`), "utf8").catch(() => null);
  return text === null ? null : filedMail.parse(JSON.parse(text));
}
