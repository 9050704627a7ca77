import sharp from "sharp";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { POST as bringPicture } from "@/app/api/admin/settings/face/pictures/[use]/route";
import { POST as saveFace } from "@/app/api/admin/settings/face/route";
import { POST as saveLook } from "@/app/api/admin/settings/look/route";
import { GET as showPicture } from "@/app/pictures/[key]/route";
import { shopIcons } from "@/components/layout/shop-icons";
import { inLocale } from "@/lib/base/i18n-text";
import { env } from "@/lib/config/env";
import { ownThemeCss } from "@/lib/config/own-theme";
import { shop, shopOfFile } from "@/lib/config/shop";
import { settings, settingVersions } from "@/lib/db/schema";
import type { FacePicture } from "@/lib/desk/settings/face-fields";
import { faceValues, readFace } from "@/lib/desk/settings/face-form.server";
import { lookValues, readLook } from "@/lib/desk/settings/look-form.server";
import { readLogo } from "@/lib/documents/pdf/head.server";
import type { StaffRole } from "@/lib/model/staff";
import { freshSettings, loadSettings } from "@/lib/settings/current.server";
import { readSetting, saveSetting } from "@/lib/settings/save-setting.server";
import { testDatabase } from "@/tests/support/database";
import { deskStaff } from "@/tests/support/desk-staff";
import { jpeg } from "@/tests/support/picture-files";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);

const { db } = await testDatabase();

beforeEach(async () => {
  await db.delete(settingVersions);
  await db.delete(settings);
  await loadSettings(db);
});

const ROUTES = { face: saveFace, look: saveLook };

async function desk(role: StaffRole = "manager") {
  const { who, id } = await deskStaff(db, role);
  const ask = async (area: "face" | "look", body: object) => {
    const request = new Request(`${env().STORE_URL}/api/admin/settings/${area}`, {
      method: "POST",
      headers: { origin: env().STORE_URL, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer = await who.does(() => ROUTES[area](request, { params: Promise.resolve({}) }));
    return { status: answer.status, ...(await answer.json()) };
  };
  const bring = async (use: FacePicture, file: Uint8Array | string) => {
    const request = new Request(`${env().STORE_URL}/api/admin/settings/face/pictures/${use}`, {
      method: "POST",
      headers: { origin: env().STORE_URL, "content-type": "application/octet-stream" },
      body: typeof file === "string" ? file : new Uint8Array(file),
    });
    const answer = await who.does(() => bringPicture(request, { params: Promise.resolve({ use }) }));
    return { status: answer.status, ...(await answer.json()) };
  };
  return { ask, bring, id };
}

const svg = (inside: string, head = "") =>
  `<?xml version="1.0"?>${head}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="300" height="100">${inside}</svg>`;

async function stored(src: string) {
  const key = src.slice("/pictures/".length);
  const request = new Request(`${env().STORE_URL}${src}`);
  const answer = await showPicture(request, { params: Promise.resolve({ key }) });
  return { type: answer.headers.get("content-type"), bytes: Buffer.from(await answer.arrayBuffer()) };
}

describe("The face of the shop", () => {
  it("that is sent as it was shown changes nothing, and keeps nothing", async () => {
    const { ask } = await desk();
    expect(await readFace(faceValues(), "en")).toMatchObject({ ok: true });
    expect((await ask("face", { seen: 0, values: faceValues() })).status).toBe(200);
    expect((await readSetting(db, "face")).value).toBeNull();
    expect(shop()).toEqual(shopOfFile());
  });

  it("goes before the file, with what was typed alone, and back to it", async () => {
    const { ask } = await desk();
    const values = {
      name: " Blue Kiln ",
      "about.tagline.en": "Cups",
      "home.action.en": "",
      "home.action.fr": "",
      "home.action.de": "",
      "social.0.name": "Mastodon",
      "social.0.url": "https://social.example/@kiln",
    };
    expect((await ask("face", { seen: 0, values })).status).toBe(200);
    expect(shop()).toMatchObject({ name: "Blue Kiln", social: { Mastodon: values["social.0.url"] } });
    expect(shop().about.tagline).toEqual({ ...shopOfFile().about.tagline, en: "Cups" });
    expect(shop().home).toEqual({ ...shopOfFile().home, action: null });
    expect(Object.keys((await readSetting(db, "face")).value ?? {}).sort()).toEqual([
      ...["about", "home", "name", "social"],
    ]);

    expect((await ask("face", { seen: 1, reset: "1" })).status).toBe(200);
    expect(shop()).toEqual(shopOfFile());
    expect((await ask("face", { seen: 2, bring: 1 })).status).toBe(200);
    expect(shop().name).toBe("Blue Kiln");
    expect((await ask("face", { seen: 3, values: { social: "" } })).status).toBe(200);
    expect(shop()).toMatchObject({ name: "Blue Kiln", social: {} });
  });

  it.each([
    ["name", { name: "" }, "This must not be empty."],
    ["name", { name: 'A "shop"' }, "At most 60 letters, without <, > and double quotes."],
    ["about.tagline.en", { "about.tagline.en": " " }, "This must not be empty."],
    ["about.notice.en", { "about.notice.en": "" }, "This must not be empty."],
    [
      "home.story.text.en",
      { "home.story.text.en": "", "home.story.text.fr": "", "home.story.text.de": "" },
      "A story has both, or neither.",
    ],
    ["social.0.url", { "social.0.name": "X", "social.0.url": "javascript:alert(1)" }, "A whole address"],
    ["social.0.url", { "social.0.name": "X", "social.0.url": "http://x.example" }, "A whole address"],
    ["social.0.name", { "social.0.url": "https://x.example" }, "A name of at most 30 letters"],
    ["home.image", { "home.image": "" }, "This must not be empty."],
    ["card", { card: `/pictures/${"0".repeat(20)}.jpg` }, "The store does not have this picture"],
    ["logo.light", { "logo.light": "/art/og/../../../etc/passwd" }, "The store does not have this picture"],
    ["icon", { icon: "" }, "This must not be empty."],
    ["icon", { icon: `/pictures/${"0".repeat(20)}.png` }, "The store does not have this picture"],
    ["logo.light", { "logo.light": "https://elsewhere.example/a.png" }, "The store does not have"],
  ])("is refused with what is wrong at its field: %s of %o", async (field, values, message) => {
    const { ask } = await desk();
    const answer = await ask("face", { seen: 0, values });
    expect(answer).toMatchObject({ status: 422, error: { code: "setting_wrong" } });
    expect(answer.error.fields).toEqual([`values.${field}`]);
    expect(answer.error.each[0].message).toContain(message);
    expect(shop()).toEqual(shopOfFile());
  });

  it("is not overwritten by somebody who has seen an older version", async () => {
    const [one, other] = [await desk(), await desk("owner")];
    const answers = await Promise.all([
      one.ask("face", { seen: 0, values: { name: "One" } }),
      other.ask("face", { seen: 0, values: { name: "Other" } }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.error.code).toBe("settings_changed");
  });

  it("is for those who may change settings", async () => {
    const { ask, bring } = await desk("support");
    expect(await ask("face", { seen: 0, values: { name: "Mine" } })).toMatchObject({ status: 403 });
    expect(await bring("logo", await jpeg())).toMatchObject({ status: 403 });
  });
});

describe("A picture of the shop's face", () => {
  it("is a logo in the shape that it has, on pages and on papers", async () => {
    const { ask, bring } = await desk();
    const { src, width, height } = await bring("logo", await jpeg(600, 150));
    expect([width, height]).toEqual([600, 150]);
    const saved = await ask("face", { seen: 0, values: { "logo.light": src, "logo.height": "40" } });
    expect(saved.status).toBe(200);
    expect(shop().logo).toEqual({ light: src, dark: src, width: 160, height: 40 });
    const logo = await readLogo();
    expect(logo).toMatchObject({ width: 160, height: 40 });
    expect((await sharp(logo?.picture).metadata()).width).toBe(640);
  });

  it("that is a logo too wide for its height is shown lower", async () => {
    const { ask, bring } = await desk();
    const { src } = await bring("logo", await jpeg(1000, 50));
    await ask("face", { seen: 0, values: { "logo.light": src, "logo.height": "60" } });
    expect(shop().logo).toMatchObject({ width: 400, height: 20 });
  });

  it("is cut to the size of a card", async () => {
    const { bring } = await desk();
    expect(await bring("card", await jpeg(900, 900))).toMatchObject({ width: 1200, height: 630 });
    expect(await bring("card", await jpeg(500, 900))).toMatchObject({
      ...{ status: 422, error: { code: "card_too_small" } },
    });
  });

  it("is in the browser's tab until the file's is again", async () => {
    const { ask, bring } = await desk();
    const square = svg('<rect width="300" height="300" fill="#a0412a"/>').replace(
      'height="100"',
      'height="300"',
    );
    const drawn = await bring("icon", square);
    expect(drawn).toMatchObject({ status: 200, width: 192, height: 192 });
    expect((await stored(drawn.src)).type).toMatch(/^image\/(?:png|jpeg)$/);
    expect(await bring("icon", await jpeg(900, 900))).toMatchObject({ width: 192, height: 192 });
    expect(await bring("icon", await jpeg(64, 64))).toMatchObject({ width: 64, height: 64 });
    expect((await ask("face", { seen: 0, values: { icon: drawn.src } })).status).toBe(200);
    expect((await readSetting(db, "face")).value).toEqual({ icon: drawn.src });
    expect(shopIcons()).toEqual({ icon: drawn.src });
    expect((await ask("face", { seen: 1, reset: "1" })).status).toBe(200);
    expect(shopIcons()).toEqual({ icon: "/icon.svg" });
  });

  it.each([
    ["is not as wide as it is high", () => jpeg(200, 199), "icon_not_square"],
    ["is drawn wider than high", () => svg('<rect width="300" height="100"/>'), "icon_not_square"],
    ["is smaller than tabs want it", () => jpeg(47, 47), "icon_too_small"],
  ])("is not in the tab where it %s", async (_, file, code) => {
    const { bring } = await desk();
    expect(await bring("icon", await file())).toMatchObject({ status: 422, error: { code } });
  });

  it("that was brought for another place is not in the tab unless it is square", async () => {
    const { ask, bring } = await desk();
    const { src } = await bring("logo", await jpeg(600, 150));
    const answer = await ask("face", { seen: 0, values: { icon: src } });
    expect(answer).toMatchObject({ status: 422, error: { fields: ["values.icon"] } });
  });

  it("is made of an SVG, of which nothing is kept that a browser could run", async () => {
    const { bring } = await desk();
    const drawn = await bring(
      "logo",
      svg('<script>alert(1)</script><rect width="300" height="100" fill="#a0412a" onload="alert(1)"/>'),
    );
    expect(drawn).toMatchObject({ status: 200, width: 768, height: 256 });
    const { type, bytes } = await stored(drawn.src);
    expect(type).toMatch(/^image\/(?:png|jpeg)$/);
    expect(bytes.toString("latin1")).not.toContain("alert");
    const { dominant } = await sharp(bytes).stats();
    expect(dominant.r).toBeGreaterThan(140);
  });

  it.each([
    ["a file of the server's", svg('<image href="file:///etc/passwd" width="9" height="9"/>')],
    ["another site's", svg("<image xlink:href='https://elsewhere.example/a.png'/>")],
    ["a style sheet", svg("<style>@import 'https://elsewhere.example/a.css';</style>")],
    ["a pattern elsewhere", svg('<rect fill="url(https://elsewhere.example/a.svg#b)"/>')],
    ["an entity", svg("<text>&a;</text>", '<!DOCTYPE svg [<!ENTITY a "a">]>')],
  ])("is no SVG that names %s", async (_, file) => {
    const { bring } = await desk();
    expect(await bring("logo", file)).toMatchObject({
      ...{ status: 422, error: { code: "drawing_foreign" } },
    });
  });

  it.each([
    ["no picture", "<html></html>", "picture_type"],
    ["a broken drawing", "<svg xmlns='http://www.w3.org/2000/svg'><rect", "drawing_broken"],
  ])("is refused where it is %s", async (_, file, code) => {
    const { bring } = await desk();
    expect(await bring("home", file)).toMatchObject({ status: 422, error: { code } });
  });

  it("that an earlier version had must still be there to bring it back", async () => {
    const { ask, id } = await desk();
    const card = `/pictures/${"1".repeat(20)}.jpg`;
    await saveSetting(db, { name: "face", value: { card }, seen: 0, staffId: id, now: new Date() });
    await ask("face", { seen: 1, reset: "1" });
    expect(await ask("face", { seen: 2, bring: 1 })).toMatchObject({
      ...{ status: 422, error: { code: "setting_outdated" } },
    });
  });
});

describe("Colours and typefaces", () => {
  it("that are sent as they were shown change nothing", async () => {
    const { ask } = await desk();
    expect(readLook(lookValues(), "en")).toEqual({ ok: true, fields: { theme: shopOfFile().theme } });
    await ask("look", { seen: 0, values: lookValues() });
    expect((await readSetting(db, "look")).value).toBeNull();
  });

  it("are taken as people write them, and shown on each page until they are the file's again", async () => {
    const { ask } = await desk();
    const values = { "light.accent": " #A03 ", "dark.accent": "FFCCDD", "type.display": "serif" };
    expect((await ask("look", { seen: 0, values })).status).toBe(200);
    await freshSettings();
    expect(shop().theme.light.accent).toBe("#aa0033");
    expect(ownThemeCss()).toContain("--accent:#ffccdd;");
    expect(ownThemeCss()).toContain('--type-display:"Iowan Old Style"');
    await ask("look", { seen: 1, reset: "1" });
    expect(ownThemeCss()).toBeNull();
  });

  it.each([
    ["en", "Quiet text on Ground has a contrast of 2.64:1; at least 4.5:1 is needed."],
    [
      "fr",
      "«\u00a0Texte discret\u00a0» sur «\u00a0Fond\u00a0» a un contraste de 2,64:1\u00a0; il faut au moins 4,5:1.",
    ],
    ["de", "„Leiser Text“ auf „Grund“ hat einen Kontrast von 2,64:1; nötig sind mindestens 4,5:1."],
  ] as const)("that can't be told apart are refused by their names (%s)", (locale, message) => {
    const read = readLook({ "light.quiet": "#999999" }, locale);
    expect(read).toMatchObject({ ok: false });
    if (read.ok) return;
    expect(new Set(read.problems.map(({ field }) => field))).toEqual(new Set(["light.quiet"]));
    expect(read.problems[0]?.message).toBe(message);
  });

  it("are refused at their fields, and nothing is saved", async () => {
    const { ask } = await desk();
    const answer = await ask("look", {
      seen: 0,
      values: { "dark.line": "red;}body{display:none", "type.text": "comic" },
    });
    expect(answer).toMatchObject({ status: 422, error: { code: "setting_wrong" } });
    expect(answer.error.fields).toEqual(["values.dark.line", "values.type.text"]);
    expect(inLocale(shop().about.tagline, "en")).toBe(inLocale(shopOfFile().about.tagline, "en"));
    expect((await readSetting(db, "look")).version).toBe(0);
  });
});
