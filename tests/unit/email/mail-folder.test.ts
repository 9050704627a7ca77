import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fileMail, listFiledMail, readFiledMail } from "@/lib/email/mail-folder.server";

const mail = {
  key: "ord_1.7",
  from: "Tea & Co <orders@shop.example>",
  to: "ada@example.com",
  locale: "de",
  subject: "Your order",
  messageId: "<ord_1.7@localhost>",
  html: "<p>Hello</p>",
  text: "Hello",
} as const;

describe("the folder of local mail", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "mail-folder-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("holds each e-mail whole, as a message, as HTML and as JSON", async () => {
    await fileMail(folder, mail);
    expect((await readdir(folder)).sort()).toEqual(["ord_1.7.eml", "ord_1.7.html", "ord_1.7.json"]);
    const { locale, ...filed } = mail;
    expect(await readFiledMail(folder, "ord_1.7")).toMatchObject(filed);
    expect(await readFile(join(folder, "ord_1.7.eml"), "utf8")).toContain(`Content-Language: ${locale}`);
  });

  it("replaces an e-mail that is filed again", async () => {
    await fileMail(folder, mail);
    await fileMail(folder, { ...mail, subject: "Again" });
    expect((await listFiledMail(folder)).map((filed) => filed.subject)).toEqual(["Again"]);
  });

  it("is empty before the first", async () => {
    expect(await listFiledMail(join(folder, "none"))).toEqual([]);
  });

  it("gives nothing for a name that leads out of it", async () => {
    expect(await readFiledMail(folder, "../secrets")).toBeNull();
    expect(await readFiledMail(folder, "..%2Fsecrets")).toBeNull();
  });
});
