import type { ImportIssue } from "@/lib/catalog/goods/issue";
import type { ImportChange } from "./import-change";
import type { PlannedProduct } from "./plan-product";

export const MOST_ISSUES = 200;
const MOST_CHANGES = 200;

type Count = { added: number; changed: number; unchanged: number };

export type ImportReport = {
  rows: number;
  products: Count;
  variants: { added: number; changed: number };
  categories: Count;
  collections: Count;
  /** `missing`: still to be fetched or read. `left`: named by the file and left alone. `unnamed`: those whose alternative text is the product's name. */
  pictures: { missing: number; brought: number; left: number; unnamed: number };
  videos: { missing: number; brought: number };
  /** The first of them. */
  issues: ImportIssue[];
  issueCount: number;
  /** The first of them. */
  changes: ImportChange[];
  changeCount: number;
};

export function newReport() {
  const report: ImportReport = {
    rows: 0,
    products: { added: 0, changed: 0, unchanged: 0 },
    variants: { added: 0, changed: 0 },
    categories: { added: 0, changed: 0, unchanged: 0 },
    collections: { added: 0, changed: 0, unchanged: 0 },
    pictures: { missing: 0, brought: 0, left: 0, unnamed: 0 },
    videos: { missing: 0, brought: 0 },
    ...{ issues: [], issueCount: 0, changes: [], changeCount: 0 },
  };
  const note = (issues: readonly ImportIssue[]) => {
    report.issueCount += issues.length;
    report.issues.push(...issues.slice(0, Math.max(0, MOST_ISSUES - report.issues.length)));
  };
  const noteChange = (change: ImportChange) => {
    report.changeCount += 1;
    if (report.changes.length < MOST_CHANGES) report.changes.push(change);
  };
  const count = (plan: PlannedProduct) => {
    report.products[plan.kind] += 1;
    for (const { was } of plan.variants) report.variants[was ? "changed" : "added"] += 1;
    if (plan.kind === "added") {
      noteChange({ kind: "product_added", slug: plan.slug, variants: plan.variants.length });
    }
    for (const change of plan.changes) noteChange({ ...change, slug: plan.slug });
  };
  return { report, note, noteChange, count };
}
