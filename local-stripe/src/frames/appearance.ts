import type { Appearance } from "@stripe/stripe-js";

type Variables = Record<string, string>;

const BASE: Variables = {
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontSizeBase: "16px",
  fontSizeSm: "0.93em",
  fontLineHeight: "1.4",
  fontWeightNormal: "400",
  fontWeightMedium: "500",
  spacingUnit: "4px",
  borderRadius: "5px",
  fieldBorder: "1px solid color-mix(in srgb, var(--colorText) 16%, var(--colorBackground))",
  fieldShadow: "0 1px 1px rgb(0 0 0 / 3%), 0 3px 6px rgb(18 42 66 / 2%)",
};

const THEMES: Record<"stripe" | "night" | "flat", Variables> = {
  stripe: {
    colorPrimary: "#0570de",
    colorBackground: "#ffffff",
    colorText: "#30313d",
    colorDanger: "#c0123c",
  },
  night: {
    colorPrimary: "#85d996",
    colorBackground: "#30313d",
    colorText: "#ffffff",
    colorDanger: "#fe87a1",
  },
  flat: {
    colorPrimary: "#0570de",
    colorBackground: "#f1f1f1",
    colorText: "#30313d",
    colorDanger: "#b3123a",
    fieldBorder: "1px solid transparent",
    fieldShadow: "none",
  },
};

export function appearanceVariables({ theme, variables = {} }: Appearance): Variables {
  const given = Object.entries(variables).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string" && isSafe(entry[1]),
  );
  return { ...BASE, ...THEMES[theme ?? "stripe"], ...Object.fromEntries(given) };
}

/** Merchants' class names, and ours. */
const SELECTORS: Record<string, string> = {
  ".Input": ".control",
  ".Input--invalid": ".field.is-invalid .control",
  ".Label": ".field-label",
  ".Label--invalid": ".field.is-invalid .field-label",
  ".Error": ".field-error",
  ".Tab": ".tab",
  ".Tab--selected": '.tab[aria-selected="true"]',
  ".TabLabel": ".tab-label",
  ".TabLabel--selected": '.tab[aria-selected="true"] .tab-label',
  ".TabIcon": ".tab .icon",
  ".TabIcon--selected": '.tab[aria-selected="true"] .icon',
  ".AccordionItem": ".method",
  ".AccordionItem--selected": ".method.is-open",
  ".Block": ".method",
  ".TermsText": ".note",
  ".PickerItem": ".saved-row",
  ".PickerItem--selected": ".saved-row.is-chosen",
  ".CheckboxInput": ".check input",
  ".CheckboxLabel": ".check span",
  ".RadioIcon": ":is(.dot, .saved-radio)",
};
const SELECTOR =
  /^(\.[A-Za-z]+(?:--[a-z]+)?)((?::hover|:focus|:focus-visible|:active|:disabled|::placeholder|::selection)?)$/;

/** The merchant's rules as a style sheet. Unknown selectors and values that could reach outside are left out. */
export function appearanceSheet({ rules = {} }: Appearance): string {
  return Object.entries(rules)
    .map(([selector, declarations]) => {
      const target = selector.split(",").map((part) => targetOf(part.trim()));
      const body = Object.entries(declarations)
        .filter(([name, value]) => /^[A-Za-z-]+$/.test(name) && typeof value === "string" && isSafe(value))
        .map(([name, value]) => `${kebab(name)}: ${value};`);
      const known = target.filter((part) => part !== null);
      return known.length > 0 && body.length > 0 ? `${known.join(", ")} { ${body.join(" ")} }` : "";
    })
    .filter(Boolean)
    .join("\n");
}

function targetOf(selector: string): string | null {
  const [, name = "", state = ""] = SELECTOR.exec(selector) ?? [];
  const known = SELECTORS[name];
  return known === undefined ? null : `#app ${known}${state}`;
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function isSafe(value: string): boolean {
  return !/[;{}<>@\\]|url\s*\(/i.test(value);
}
