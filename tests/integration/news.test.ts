import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { POST as accountNews } from "@/app/api/account/news/route";
import { POST as oneClick, GET as openOneClick } from "@/app/api/news/one-click/route";
import { POST as stopByPage } from "@/app/api/news/stop/route";
import { POST as askOnOrder } from "@/app/api/orders/[id]/news/route";
import { newCustomerId } from "@/lib/base/ids";
import { shop } from "@/lib/config/shop";
import { deleteAccount } from "@/lib/customers/profile.server";
import { customers, newsConsents, newsEvents, newsTexts, orders, rateLimits } from "@/lib/db/schema";
import { eraseGuest } from "@/lib/desk/people/erase-person.server";
import { exportNews } from "@/lib/desk/people/export-news.server";
import { exportGuest, exportPerson } from "@/lib/desk/people/export-person.server";
import { readPeopleFilter } from "@/lib/desk/people/inputs";
import { listPeople } from "@/lib/desk/people/list-people.server";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { askForNews, confirmNews, stopNewsByLink, withdrawNews } from "@/lib/news/consent.server";
import { CONFIRM_DAYS } from "@/lib/news/links.server";
import { readNews } from "@/lib/news/read.server";
import { newsText, wholeText } from "@/lib/news/text.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { mailsTo, testMailbox } from "@/tests/support/mailbox";
import { orderShop } from "@/tests/support/order-shop";
import { signIn } from "@/tests/support/sign-in";
import { visitor } from "@/tests/support/visitor";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);
vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => {} }));

await testMailbox();
const { db } = await testDatabase();
const local = await testStripe();
const orderly = orderShop(db, local);

let counter = 0;
const someone = () => `reader${++counter}@example.com`;

const asks = (email: string, locale: "en" | "de" = "en") =>
  askForNews(db, { email, locale, source: "account" });

/** Both links of the newest e-mail. */
async function linksTo(email: string) {
  await drainOutbox();
  const [mail] = await mailsTo(email);
  const tokenOf = (page: string) =>
    new RegExp(`/news/${page}\\?token=([\\w.-]+)`).exec(mail?.text ?? "")?.[1] ?? "";
  return { confirm: tokenOf("confirm"), stop: tokenOf("stop"), count: (await mailsTo(email)).length };
}

async function agreed(email: string, locale: "en" | "de" = "en") {
  await asks(email, locale);
  const links = await linksTo(email);
  expect(await confirmNews(db, links.confirm)).toEqual({ ok: true });
  return links;
}

const stateOf = async (email: string) => (await readNews(email)).state;

beforeEach(async () => {
  await db.delete(rateLimits);
});

describe("Who asks for news", () => {
  it("gets none before the link of the e-mail is confirmed, and the proof has the words that were read", async () => {
    const email = someone();
    await asks(email, "de");
    expect(await stateOf(email)).toBe("asked");
    const { confirm } = await linksTo(email);
    expect(await confirmNews(db, confirm)).toEqual({ ok: true });
    const { state, since, history } = await readNews(email);
    expect(state).toBe("confirmed");
    expect(since).toBeInstanceOf(Date);
    const text = { version: newsText("de").version, locale: "de", words: wholeText(newsText("de")) };
    expect(history).toMatchObject([
      { state: "asked", source: "account", text },
      { state: "confirmed", source: "link", text },
    ]);
  });

  it("can use a link once, and not after its days", async () => {
    const email = someone();
    await asks(email);
    const { confirm } = await linksTo(email);
    const late = new Date(Date.now() + (CONFIRM_DAYS + 0.01) * 86_400_000);
    expect(await confirmNews(db, confirm, late)).toEqual({ ok: false, code: "link_over" });
    expect(await confirmNews(db, confirm)).toEqual({ ok: true });
    expect(await confirmNews(db, confirm)).toEqual({ ok: false, code: "link_over" });
    expect((await readNews(email)).history).toHaveLength(2);
  });

  it("confirms once for two clicks at once", async () => {
    const email = someone();
    await asks(email);
    const { confirm } = await linksTo(email);
    const answers = await Promise.all([confirmNews(db, confirm), confirmNews(db, confirm)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await readNews(email)).history).toHaveLength(2);
  });

  it("can't be signed up by a link that somebody made up, or that is for stopping", async () => {
    const email = someone();
    await asks(email);
    const { confirm, stop } = await linksTo(email);
    const [value = "", signed = ""] = confirm.split(".");
    const [id, until] = value.split("-");
    for (const token of [
      `${Number(id) + 1}-${until}.${signed}`,
      `${id}-${Number(until) + 1}.${signed}`,
      stop,
      "",
    ])
      expect(await confirmNews(db, token)).toEqual({ ok: false, code: "link_wrong" });
    expect(await stateOf(email)).toBe("asked");
  });

  it("who has stopped is not signed up again by an older e-mail", async () => {
    const email = someone();
    await asks(email);
    const first = await linksTo(email);
    await stopNewsByLink(db, first.stop, "link");
    expect(await confirmNews(db, first.confirm)).toEqual({ ok: false, code: "link_over" });
    await asks(email);
    expect(await confirmNews(db, first.confirm)).toEqual({ ok: false, code: "link_over" });
    expect(await confirmNews(db, (await linksTo(email)).confirm)).toEqual({ ok: true });
  });

  it("gets the same answer and no e-mail when the address has agreed before", async () => {
    const email = someone();
    const { count } = await agreed(email);
    expect(await asks(email)).toEqual({ ok: true });
    expect((await linksTo(email)).count).toBe(count);
    expect((await readNews(email)).history).toHaveLength(2);
  });

  it("gets few e-mails, however often they are asked for", async () => {
    const email = someone();
    const answers = [];
    for (let time = 0; time < 5; time += 1) answers.push(await asks(email));
    expect(answers.at(-1)).toMatchObject({ ok: false, code: "rate_limited", limit: "newsMail" });
  });

  it("keeps no network address", async () => {
    const columns = [newsConsents, newsEvents, newsTexts].flatMap((table) => Object.keys(table));
    expect(columns.filter((name) => /ip|from|agent/i.test(name))).toEqual([]);
  });
});

describe("Who wants no more news", () => {
  it("stops them by one click of the mail program, which comes without cookies or origin", async () => {
    const email = someone();
    const { stop } = await agreed(email);
    const folder = process.env.MAIL_DIR ?? "";
    const files = (await readdir(folder)).filter(
      (name) => name.startsWith("news-asked.") && name.endsWith(".eml"),
    );
    const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
    const raw = texts.find((text) => text.includes(`To: ${email}`))?.replaceAll(/\r?\n\s+/g, "") ?? "";
    expect(raw).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    const address = /List-Unsubscribe: ?<([^>]+)>/.exec(raw)?.[1] ?? "";
    expect(new URL(address).searchParams.get("token")).toBe(stop);

    const asked = new Request(address);
    expect((await openOneClick(asked)).headers.get("location")).toContain(`/news/stop?token=${stop}`);
    expect(await stateOf(email)).toBe("confirmed");
    const body = new FormData();
    body.set("List-Unsubscribe", "One-Click");
    const clicked = await oneClick(new Request(address, { method: "POST", body }));
    expect(clicked.status).toBe(200);
    expect(await readNews(email)).toMatchObject({ state: "withdrawn", since: null });
    expect((await readNews(email)).history.at(-1)).toMatchObject({ source: "one_click", text: null });
  });

  it("is told of a wrong link, and wrong links are counted", async () => {
    const wrong = () =>
      oneClick(new Request("http://localhost/api/news/one-click?token=1.x", { method: "POST" }));
    expect((await wrong()).status).toBe(422);
    const who = visitor("203.0.113.90");
    const answers = [];
    for (let time = 0; time < 61; time += 1)
      answers.push((await who.sendsForm(stopByPage, { token: "1.x" })).status);
    expect(answers.at(0)).toBe(303);
    expect(answers.at(-1)).toBe(429);
  });

  it("can stop for good: the link of the first e-mail still works, and again changes nothing", async () => {
    const email = someone();
    const { stop } = await agreed(email);
    await stopNewsByLink(db, stop, "link");
    await stopNewsByLink(db, stop, "link");
    expect((await readNews(email)).history.map(({ state }) => state)).toEqual([
      "asked",
      "confirmed",
      "withdrawn",
    ]);
  });

  it("stops them in the account", async () => {
    const email = someone();
    const who = visitor("203.0.113.91");
    await signIn(who, email);
    await agreed(email);
    expect((await who.posts(accountNews, { withdraw: "1" })).status).toBe(200);
    expect(await stateOf(email)).toBe("withdrawn");
  });
});

describe("The box", () => {
  it("signs nobody up unticked, and is for the account's own address", async () => {
    const email = someone();
    const who = visitor("203.0.113.92");
    expect((await who.posts(accountNews, { agree: "on" })).status).toBe(401);
    await signIn(who, email);
    expect((await who.posts(accountNews, {})).status).toBe(400);
    expect((await who.sendsForm(accountNews, {})).headers.get("location")).toContain("news=tick");
    expect(await stateOf(email)).toBeNull();
    expect((await who.posts(accountNews, { agree: "on" })).status).toBe(200);
    expect(await stateOf(email)).toBe("asked");
  });

  it("is on a paid order's page, for who owns it", async () => {
    const { cartId, orderId } = await orderly.paid();
    const unpaid = await orderly.placed();
    const email = someone();
    for (const id of [orderId, unpaid.orderId])
      await db.update(orders).set({ email: email.toUpperCase() }).where(eq(orders.id, id));
    const at = (id: string) => (request: Request) => askOnOrder(request, { params: Promise.resolve({ id }) });
    const stranger = visitor("203.0.113.93");
    expect((await stranger.posts(at(orderId), { agree: "on" })).status).toBe(404);
    const unpaying = visitor("203.0.113.95", { cartId: unpaid.cartId });
    expect((await unpaying.posts(at(unpaid.orderId), { agree: "on" })).status).toBe(404);
    expect(await stateOf(email)).toBeNull();
    const owner = visitor("203.0.113.94", { cartId });
    expect((await owner.posts(at(orderId), { agree: "on" })).status).toBe(200);
    expect(await readNews(email)).toMatchObject({ state: "asked", history: [{ source: "order" }] });
  });

  it("asks nobody in a shop that has turned it off, and still lets people stop", async () => {
    const email = someone();
    const who = visitor("203.0.113.96");
    await signIn(who, email);
    await agreed(email);
    const { news } = shop();
    try {
      Object.assign(shop(), { news: { asked: false } });
      expect((await who.posts(accountNews, { agree: "on" })).status).toBe(404);
      expect((await who.posts(accountNews, { withdraw: "1" })).status).toBe(200);
    } finally {
      Object.assign(shop(), { news });
    }
    expect(await stateOf(email)).toBe("withdrawn");
  });
});

describe("The desk", () => {
  const textOf = async (parts: AsyncGenerator<string> | null) => {
    let text = "";
    for await (const part of parts ?? []) text += part;
    return text;
  };

  it("takes out who agreed, page by page, and nobody else; no cell is run as a formula", async () => {
    await db.delete(newsConsents);
    const evil = "=cmd@example.com";
    const readers = [someone(), evil, someone()];
    for (const email of readers) await agreed(email);
    await asks(someone());
    const gone = someone();
    await agreed(gone);
    await withdrawNews(db, { email: gone }, "desk");
    const lines = (await textOf(exportNews(2))).trim().split("\n");
    expect(lines.slice(1).map((line) => line.split(",")[0])).toEqual([readers[0], `'${evil}`, readers[2]]);
    expect(lines[1]).toMatch(
      /,en,\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2},http.*\/news\/stop\?token=.*,http.*one-click\?token=/,
    );
  });

  it("finds accounts by their consent", async () => {
    const names = ["yes", "waits", "no", "never"].map((name) => `${name}@consent.example`);
    for (const email of names) await db.insert(customers).values({ id: newCustomerId(), email });
    const [yes = "", waits = "", no = "", never = ""] = names;
    await agreed(yes);
    await asks(waits);
    await agreed(no);
    await withdrawNews(db, { email: no }, "desk");
    const found = async (news: string) =>
      (await listPeople(readPeopleFilter({ q: "@consent.example", news }))).people.map(({ email }) => email);
    expect(await found("confirmed")).toEqual([yes]);
    expect(await found("asked")).toEqual([waits]);
    expect(await found("withdrawn")).toEqual([no]);
    expect(await found("never")).toEqual([never]);
  });

  it("exports the history with the person, and erases the address but not the proof", async () => {
    const email = someone();
    const id = newCustomerId();
    await db.insert(customers).values({ id, email });
    await agreed(email);
    const { news } = JSON.parse(await textOf(await exportPerson(id)));
    expect(news).toMatchObject({ state: "confirmed", history: [{ state: "asked" }, { state: "confirmed" }] });
    await deleteAccount(db, id);
    expect(JSON.stringify(await db.select().from(newsConsents))).not.toContain(email);
    expect((await readNews(email)).history.map(({ source }) => source)).toEqual([
      "account",
      "link",
      "erased",
    ]);
    expect(await textOf(exportNews())).not.toContain(email);
    // Whoever agrees again later begins anew, and is erased anew.
    await agreed(email);
    expect(await stateOf(email)).toBe("confirmed");
  });

  it("erases a guest's consent, and all of what was never confirmed", async () => {
    const { orderId, number } = await orderly.paid();
    const email = someone();
    await db.update(orders).set({ email, customerId: null }).where(eq(orders.id, orderId));
    await asks(email);
    expect(JSON.parse(await textOf(await exportGuest(number))).news.state).toBe("asked");
    await eraseGuest(db, number);
    expect(await readNews(email)).toEqual({ state: null, since: null, history: [] });
  });
});
