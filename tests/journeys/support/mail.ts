import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { surroundings } from "./surroundings";

/** The first link in the text of the e-mail about an order whose address fits; waits until the store has sent it. */
export async function linkInMail(orderId: string, fits: RegExp): Promise<string> {
  let link: string | undefined;
  await expect
    .poll(async () => {
      link = (await linksAbout(orderId)).find((url) => fits.test(url));
      return link;
    }, `an e-mail about ${orderId} with ${fits}`)
    .toBeTruthy();
  return link ?? "";
}

/** The text of an e-mail about an order; waits until the store has sent one that fits. */
export async function mailAbout(orderId: string, fits: RegExp): Promise<string> {
  let text: string | undefined;
  await expect
    .poll(async () => {
      text = (await textsAbout(orderId)).find((one) => fits.test(one));
      return text;
    }, `an e-mail about ${orderId} that says ${fits}`)
    .toBeTruthy();
  return text ?? "";
}

async function linksAbout(orderId: string): Promise<string[]> {
  const texts = await textsAbout(orderId);
  return texts.flatMap((text) => text.match(/https?:\/\/\S+/g) ?? []).filter((url) => url.includes(orderId));
}

/** Every e-mail about an order leads to it. */
async function textsAbout(orderId: string): Promise<string[]> {
  const folder = surroundings().mail;
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".json"));
  const texts = await Promise.all(
    names.map(async (name) => String(JSON.parse(await readFile(join(folder, name), "utf8")).text)),
  );
  return texts.filter((text) => text.includes(orderId));
}

type Mail = { to: string; at: string; subject: string; text: string };

/** Code and link of the newest sign-in e-mail to an address, once the store has sent `count` of them. */
export async function signInMail(
  to: string,
  count = 1,
): Promise<{ code: string; link: string; subject: string }> {
  return newest(await mailsTo("sign-in", to, count));
}

/** The code of the newest e-mail that lets an address into the desk, once the store has sent `count` of them. */
export async function staffCode(to: string, count: number): Promise<string> {
  return newest(await mailsTo("staff-code", to, count)).code;
}

/** The e-mail that asks an address whether an account may have it. */
export async function confirmAddressMail(
  to: string,
  count = 1,
): Promise<{ code: string; subject: string; text: string }> {
  return newest(await mailsTo("confirm-address", to, count));
}

/** The notice to the address an account had. */
export async function addressChangedMail(to: string): Promise<{ subject: string; text: string }> {
  return newest(await mailsTo("address-changed", to, 1));
}

/** The links of the newest e-mail that asks an address whether it wants news. */
export async function newsMail(to: string, count = 1): Promise<{ confirm: string; stop: string }> {
  const { text } = newest(await mailsTo("news-asked", to, count));
  const [confirm = "", stop = ""] = text.match(/https?:\/\/\S+token=\S+/g) ?? [];
  return { confirm, stop };
}

function newest(mails: Mail[]) {
  const [mail] = mails.sort((a, b) => b.at.localeCompare(a.at));
  const text = mail?.text ?? "";
  return {
    text,
    code: text.match(/^\d{6}$/m)?.[0] ?? "",
    link: text.match(/https?:\/\/\S+/)?.[0] ?? "",
    subject: mail?.subject ?? "",
  };
}

async function mailsTo(kind: string, to: string, count: number): Promise<Mail[]> {
  let mails: Mail[] = [];
  await expect
    .poll(async () => {
      mails = (await mailsOf(kind)).filter((mail) => mail.to === to);
      return mails.length;
    }, `${count} e-mail(s) ${kind} to ${to}`)
    .toBe(count);
  return mails;
}

async function mailsOf(kind: string): Promise<Mail[]> {
  const folder = surroundings().mail;
  const names = (await readdir(folder).catch(() => [])).filter(
    (name) => name.startsWith(`${kind}.`) && name.endsWith(".json"),
  );
  return Promise.all(
    names.map(async (name): Promise<Mail> => JSON.parse(await readFile(join(folder, name), "utf8"))),
  );
}
