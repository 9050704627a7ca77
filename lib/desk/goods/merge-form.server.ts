import "server-only";
import type { StoredProduct } from "@/lib/catalog/stored-product.server";
import { saleText, variantValues } from "./form-values";
import { type GoodsForm, readPictures } from "./goods-form";
import {
  type ChangedValue,
  changedSince,
  readSeen,
  type SeenVersions,
  shortVersion,
  versionOfValue,
} from "./goods-version.server";
import { type Choose, mergePictures, type PicturePart } from "./merge-pictures";
import { choiceOf, formOf, namesOf, skuIn, typedValues } from "./typed-names";

/** A field that two have changed differently, as the form has it: what it showed, what each has made of it, and the version of theirs. */
export type Conflict = Pick<ChangedValue, "field" | "language" | "sku" | "seenSku"> & {
  /** Under which a choice is made. */
  key: string;
  /** The form's fields that it is about. */
  names: string[];
  /** Unknown to a form that does not say it. */
  before: string | null;
  mine: string;
  /** Null where it is not there any more; nothing can be laid over that. */
  theirs: string | null;
  version: string;
  /** What of the pictures it is about. */
  picture?: PicturePart & { number: number };
};

type Merge = {
  /** To be laid over what is stored now: by the SKUs of now, without what stays as others have it. */
  form: GoodsForm;
  conflicts: Conflict[];
  /** What others have changed since the form was made, and what stays as they have it. */
  others: ChangedValue[];
  /** Keys of conflicts in which the form's own value was chosen. */
  laidOver: string[];
  /** The SKU that the form knows a variant by. */
  seenSku: (variant: { id: string; sku: string }) => string;
  /** What the form calls a field whose variant has another SKU by now. */
  seenName: (name: string) => string;
};

/** Signs, and pictures, that a form takes; what would be more is merged as a whole. */
const MOST_TAGS = 5_000;
const MOST_PICTURES = 250;

/** Merges a form into what is stored now, field by field. Null when it can't be told what others have changed. */
export function mergeForm(stored: StoredProduct, form: GoodsForm, now: Date): Merge | null {
  const seen = readSeen(form.seen);
  return seen && new FormMerge(stored, form, seen, now).merged();
}

class FormMerge {
  readonly #stored: StoredProduct;
  readonly #form: GoodsForm;
  readonly #seen: SeenVersions;
  readonly #changed: ChangedValue[];
  readonly #typed: Map<string, string>;
  readonly #conflicts: Conflict[] = [];
  readonly #laidOver: string[] = [];
  /** Names that both changed, of which the form's own value stays. */
  readonly #own = new Set<string>();

  constructor(stored: StoredProduct, form: GoodsForm, seen: SeenVersions, now: Date) {
    this.#stored = stored;
    this.#form = form;
    this.#seen = seen;
    this.#changed = changedSince(seen, stored, now);
    this.#typed = new Map(typedValues(form));
  }

  merged(): Merge {
    this.#mergeGone();
    const choices = new Set([...this.#typed].flatMap(([name, text]) => choiceOf(name, text) ?? []));
    for (const choice of choices) this.#merge(choice);
    return {
      form: formOf(
        this.#form.seen,
        [...this.#typed].map(([name, text]) => [this.#nameNow(name), text]),
      ),
      conflicts: this.#conflicts,
      others: this.#changed.filter(({ seenName }) => !this.#own.has(seenName)),
      laidOver: this.#laidOver,
      seenSku: this.#seenSku,
      seenName: (name) => {
        const sku = skuIn(name);
        const variant = this.#stored.variants.find((one) => one.sku === sku);
        return variant && sku !== null ? name.slice(0, -sku.length) + this.#seenSku(variant) : name;
      },
    };
  }

  #seenSku = ({ id, sku }: { id: string; sku: string }) => this.#seen.variants[id]?.[0] ?? sku;

  #merge(choice: string): void {
    if (choice.startsWith("sale.") && this.#typed.get(choice) === "remove") {
      this.#mergeRemoval(choice);
      return;
    }
    const theirs = this.#changed.find(({ seenName }) => seenName === choice);
    if (!theirs) return;
    if (choice === "pictures" && this.#mergePictures(theirs)) return;
    if (choice === "tags" && this.#mergeTags(theirs)) return;
    const mine = this.#mine(choice);
    if (!theirs.isGone && isSame(choice, mine, theirs.text)) return;
    this.#choose(choice, {
      ...this.#about(theirs),
      ...{ key: choice, names: namesOf(choice, [...this.#typed.keys()]) },
      ...{ before: this.#before(choice), mine },
      ...{ theirs: theirs.isGone ? null : theirs.text, version: versionOfValue(theirs) },
    });
  }

  /** What was typed for a variant that somebody else has deleted. */
  #mergeGone(): void {
    const names = [...this.#typed.keys()];
    const skus = new Set(names.flatMap((name) => skuIn(name) ?? []));
    for (const sku of skus) {
      if (this.#variant(sku)) continue;
      const own = names.filter((name) => skuIn(name) === sku);
      const typed = own.map((name) => this.#typed.get(name) ?? "");
      for (const name of own) this.#typed.delete(name);
      // Both have removed it.
      if (typed.every((text) => text === "remove")) continue;
      this.#choose(`variant.${sku}`, {
        ...{
          field: "variant",
          language: null,
          sku,
          seenSku: sku,
          key: `variant.${sku}`,
          names: own,
          before: null,
        },
        ...{ mine: typed.filter(Boolean).join(", "), theirs: null, version: "" },
      });
    }
  }

  /** Who removes a variant changes all of it. */
  #mergeRemoval(choice: string): void {
    const sku = skuIn(choice) ?? "";
    const variant = this.#variant(sku);
    const changed = this.#changed.filter(({ seenSku }) => seenSku === sku);
    if (!variant || changed.length === 0) return;
    const chosen = this.#choose(choice, {
      ...{ field: "variant", language: null, sku: variant.sku, seenSku: sku, key: choice, names: [choice] },
      ...{ before: null, mine: "" },
      ...{ theirs: "", version: shortVersion(JSON.stringify(variantValues(variant))) },
    });
    if (chosen === "mine") for (const { seenName } of changed) this.#own.add(seenName);
  }

  /** A tag that either took out is out, and one that either added is in. */
  #mergeTags(theirs: ChangedValue): boolean {
    const [was, mine] = [this.#form.was?.tags, this.#typed.get("tags")];
    if (was === undefined || mine === undefined || mine.length + theirs.text.length > MOST_TAGS) return false;
    const [before, here, there] = [was, mine, theirs.text].map((text) => listOf(text));
    const kept = (there ?? []).filter((tag) => here?.includes(tag) || !before?.includes(tag));
    const added = (here ?? []).filter((tag) => !before?.includes(tag) && !kept.includes(tag));
    this.#typed.set("tags", [...kept, ...added].join(", "));
    return true;
  }

  #mergePictures(theirs: ChangedValue): boolean {
    const [before, mine] = [
      readPictures(this.#form.was?.pictures),
      readPictures(this.#typed.get("pictures")),
    ];
    const there = readPictures(theirs.text);
    if (!before || !mine || !there || mine.length + there.length > MOST_PICTURES) return false;
    const choose: Choose = (part, values) => {
      const list = [before, mine, there].find((all) => all.some(({ src }) => src === part.src)) ?? [];
      const key = ["pictures", part.kind, part.src, "language" in part ? part.language : ""].join(" ").trim();
      return this.#choose(key, {
        ...this.#about(theirs),
        ...{ key, names: ["pictures"], before: textOf(values.before), mine: textOf(values.mine) },
        ...{ theirs: textOf(values.theirs), version: shortVersion(textOf(values.theirs)) },
        picture: { ...part, number: list.findIndex(({ src }) => src === part.src) + 1 },
      });
    };
    this.#typed.set("pictures", JSON.stringify(mergePictures({ before, mine, theirs: there }, choose)));
    return true;
  }

  /** By what was chosen when it was asked. Without a choice it is a conflict, as it is when theirs is another one by now. */
  #choose(key: string, conflict: Conflict): "mine" | "theirs" {
    const { version, names } = conflict;
    if (this.#form.theirs?.includes(key)) {
      if (!conflict.picture) for (const name of names) this.#typed.delete(name);
      return "theirs";
    }
    if (this.#form.mine?.[key] !== version || conflict.theirs === null) {
      this.#conflicts.push(conflict);
      return "theirs";
    }
    this.#laidOver.push(key);
    if (!conflict.picture) this.#own.add(key);
    return "mine";
  }

  #mine(choice: string): string {
    if (choice !== "state") return this.#typed.get(choice) ?? "";
    return saleText(this.#typed.get("state") ?? "", this.#typed.get("from") ?? "");
  }

  #before(choice: string): string | null {
    const was = this.#form.was ?? {};
    return choice === "state" && was.state !== undefined
      ? saleText(was.state, was.from ?? "")
      : (was[choice] ?? null);
  }

  #about = ({ field, language, sku, seenSku }: ChangedValue) => ({ field, language, sku, seenSku });

  #variant(seenSku: string) {
    const id = Object.keys(this.#seen.variants).find((one) => this.#seen.variants[one]?.[0] === seenSku);
    return this.#stored.variants.find((variant) => variant.id === id);
  }

  #nameNow(name: string): string {
    const sku = skuIn(name);
    const variant = sku === null ? undefined : this.#variant(sku);
    return variant && sku !== null ? name.slice(0, -sku.length) + variant.sku : name;
  }
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

const listOf = (text: string) => [...new Set(text.split(",").map((one) => one.trim()))].filter(Boolean);

/** Whether two people have typed the same. */
function isSame(choice: string, mine: string, theirs: string): boolean {
  if (choice === "state" && mine === "") return true;
  if (/^(?:price|compareAt|cost|prices|weight|lowStockAt)\./.test(choice)) {
    const [here, there] = [mine, theirs].map((text) => text.trim().replace(",", "."));
    return here === there || (here !== "" && there !== "" && Number(here) === Number(there));
  }
  if (/^(?:newSku|axisName|addMissing)$/.test(choice)) return false;
  const lines = (text: string) =>
    text
      .split("\n")
      .map((line) => line.trim())
      .join("\n")
      .trim();
  return lines(mine) === lines(theirs);
}
