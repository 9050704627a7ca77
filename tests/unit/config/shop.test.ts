import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contrast, mixColours } from "@/lib/base/colour";
import { parseEnv } from "@/lib/config/env";
import { prepareShop } from "@/lib/config/prepare-shop";
import { shop, shopSender, shopSlug } from "@/lib/config/shop";
import { themeCss } from "@/lib/config/theme-css";
import { parseShop, ShopError } from "@/lib/model/shop";

const refusal = (run: () => unknown): string => {
  try {
    run();
    return "accepted";
  } catch (error) {
    if (error instanceof ShopError) return error.message;
    throw error;
  }
};

describe("the shop's face", () => {
  it("is right as it comes", () => {
    expect(parseShop(shop())).toEqual(shop());
  });

  it("names every field that is wrong or missing", () => {
    const { email: _, ...contact } = shop().contact;
    const message = refusal(() =>
      parseShop({ ...shop(), name: "", contact, social: { Elsewhere: "javascript:alert(1)" } }),
    );
    expect(message).toContain("  name must not be empty");
    expect(message).toContain("  contact.email is missing");
    expect(message).toContain("  social.Elsewhere must start with https://");
  });

  it("takes no field that it doesn't know, as of a slip", () => {
    expect(refusal(() => parseShop({ ...shop(), nmae: "Tea" }))).toContain("nmae");
  });

  it("needs a text in the default language, and no other", () => {
    const about = { ...shop().about, tagline: { fr: "Du thé" } };
    expect(refusal(() => parseShop({ ...shop(), about }))).toContain("about.tagline.en is missing");
    expect(refusal(() => parseShop({ ...shop(), about: { ...about, tagline: { en: "Tea" } } }))).toBe(
      "accepted",
    );
  });

  it("refuses two colours that meet and can't be told apart, by their names and their contrast", () => {
    const { theme } = shop();
    const pale = { ...theme, light: { ...theme.light, quiet: "#999999" } };
    expect(refusal(() => parseShop({ ...shop(), theme: pale }))).toMatch(
      /theme\.light\.quiet has a contrast of 2\.\d+:1 on ground \(#999999 on #[0-9a-f]{6}\), and WCAG AA wants 4\.5:1/,
    );
    const flat = { ...theme, dark: { ...theme.dark, "on-action": theme.dark.action } };
    expect(refusal(() => parseShop({ ...shop(), theme: flat }))).toContain(
      "theme.dark.on-action has a contrast of 1:1 on action",
    );
  });

  it("gives a name for programs, and a sender that mail servers read as one name", () => {
    expect(shopSlug()).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(shopSender()).toContain(`<${shop().contact.email}>`);
    const required = {
      DATABASE_URL: "postgres://localhost/store",
      STRIPE_SECRET_KEY: "sk_test_1",
      STRIPE_PUBLISHABLE_KEY: "pk_test_1",
      STRIPE_WEBHOOK_SECRET: "whsec_1",
      STORE_URL: "https://store.test",
      CART_SECRET: "x".repeat(32),
      AUTH_SECRET: "y".repeat(32),
      CRON_SECRET: "z".repeat(32),
      SMTP_URL: "smtp://localhost",
    };
    expect(parseEnv(required).MAIL_FROM).toBe(shopSender());
  });
});

describe("colours", () => {
  it("have WCAG's contrast", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
    expect(contrast("#ffffff", "#777777")).toBe(contrast("#777777", "#ffffff"));
  });

  it("mix", () => {
    expect(mixColours("#000000", "#ffffff", 0.5)).toBe("#808080");
    expect(mixColours("#1f2e27", "#ffffff", 0)).toBe("#1f2e27");
  });
});

describe("the style sheet of the theme", () => {
  let root = "";
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), "shop-"));
    for (const path of ["app", "public/art/og"]) mkdirSync(join(root, path), { recursive: true });
    for (const path of [shop().card, shop().icon, shop().home.image])
      writeFileSync(join(root, "public", path), "");
  });
  afterAll(() => rmSync(root, { recursive: true }));

  it("has every colour of both schemes", () => {
    prepareShop(shop(), root);
    const css = readFileSync(join(root, "app/theme.css"), "utf8");
    const { light, dark } = shop().theme;
    for (const [name, value] of [...Object.entries(light), ...Object.entries(dark)]) {
      expect(css).toContain(`--${name}: ${value};`);
    }
  });

  it("is not made when a picture is missing under public/", () => {
    const logo = { light: "/logo.svg", dark: shop().card, width: 120, height: 32 };
    expect(refusal(() => prepareShop({ ...shop(), logo }, root))).toBe(
      "store.config.ts is not right:\n  logo.light names /logo.svg, and there is no public/logo.svg",
    );
  });

  it("sets the type of pages and of Stripe's fields", () => {
    const css = themeCss({ ...shop().theme, type: { display: "serif", text: "sans" } });
    expect(css).toMatch(/--type-display: "Iowan Old Style"/);
    expect(css).toMatch(/--type-stripe: system-ui/);
  });
});
