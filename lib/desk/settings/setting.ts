/** One thing that a setting says. `href` leads to where it is seen; `isOpen` marks what somebody still has to do. */
type Said = { text: string; href?: string; isOpen?: boolean };

/** `said` is what it is set to, in words; `change` is a file with its field, a variable or a command. */
type Setting = { label: string; said: readonly Said[]; change: string | null };

/** `more` leads to the page of the desk where this is worked with; `edit` to where it is changed. */
export type SettingGroup = {
  id: string;
  title: string;
  lead: string | null;
  more: { href: string; text: string } | null;
  edit?: `/admin/settings/${string}`;
  settings: Setting[];
};

/** A setting that says one thing, or several. */
export function setting(
  label: string,
  said: string | readonly (string | Said)[],
  change: string | null,
): Setting {
  const all = typeof said === "string" ? [said] : said;
  return { label, change, said: all.map((one) => (typeof one === "string" ? { text: one } : one)) };
}

/** Where a field of the shop's face is. */
export const inShop = (field: string) => `store.config.ts: ${field}`;
