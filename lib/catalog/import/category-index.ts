import { defaultText, type Localized } from "@/lib/base/i18n-text";

type Named = { slug: string; parentSlug: string | null; name: Localized };

const SEPARATOR = " > ";

/** Finds categories by what a file calls them, and writes them so that they are found again. */
export class CategoryIndex {
  private readonly bySlug = new Map<string, Named>();
  /** By path of names, and by name; null where several have it. */
  private byName = new Map<string, string | null>();

  constructor(categories: readonly Named[]) {
    for (const category of categories) this.bySlug.set(category.slug, category);
    this.index();
  }

  add(category: Named): void {
    this.bySlug.set(category.slug, category);
    this.index();
  }

  has(slug: string): boolean {
    return this.bySlug.has(slug);
  }

  /** The slug of the first name that is known: a slug, a path of names ("Home > Mugs"), or a name that one category has. */
  find(names: readonly string[]): string | null {
    for (const name of names) {
      if (this.bySlug.has(name)) return name;
      const leaf = name.slice(name.lastIndexOf(SEPARATOR) + 1).replace(/^> /, "");
      const slug = this.byName.get(key(name)) ?? this.byName.get(key(leaf));
      if (slug) return slug;
    }
    return null;
  }

  /** The path of names, or the slug where that would name another. */
  write(slug: string): string {
    const path = this.pathOf(slug);
    return !this.bySlug.has(path) && this.byName.get(key(path)) === slug ? path : slug;
  }

  private index(): void {
    this.byName = new Map();
    for (const { slug, name } of this.bySlug.values()) {
      for (const text of new Set([key(this.pathOf(slug)), key(defaultText(name))])) {
        this.byName.set(text, this.byName.has(text) ? null : slug);
      }
    }
  }

  private pathOf(slug: string): string {
    const names: string[] = [];
    const passed = new Set<string>();
    for (
      let at = this.bySlug.get(slug);
      at && !passed.has(at.slug);
      at = this.bySlug.get(at.parentSlug ?? "")
    ) {
      passed.add(at.slug);
      names.unshift(defaultText(at.name));
    }
    return names.join(SEPARATOR);
  }
}

const key = (name: string) => name.trim().toLowerCase();
