import { PICTURE_CODES } from "@/lib/pictures/picture-refusal";
import { VIDEO_CODES } from "@/lib/videos/video-refusal";

/** Why a row of an import is refused. Each is explained in docs/goods.md. */
export const IMPORT_CODES = [
  "not_utf8",
  "quote_not_closed",
  "row_too_long",
  "too_many_columns",
  "header_unknown",
  "column_repeated",
  "row_malformed",
  "json_invalid",
  "field_invalid",
  "title_missing",
  "handle_invalid",
  "handle_repeated",
  "sku_repeated",
  "sku_taken",
  "options_invalid",
  "options_repeated",
  "price_missing",
  "price_invalid",
  "price_decimals",
  "price_negative",
  "currency_other",
  "quantity_invalid",
  "stock_promised",
  "weight_invalid",
  "unknown_category",
  "unknown_product",
  "product_archived",
  "product_without_price",
  "price_recurring",
  "price_not_per_unit",
  ...PICTURE_CODES,
  ...VIDEO_CODES,
] as const;

export type ImportCode = (typeof IMPORT_CODES)[number];

/**
 * `column` is the file's own name for it, or a path such as `variants.0.price`; `line` counts from 1. `message` is English, for the commands; the desk says
 * the code in the staff's language, with `about`: the value or the name that is meant, where it helps to find it.
 */
export type ImportIssue = {
  line: number;
  column: string;
  code: ImportCode;
  message: string;
  about?: string;
};
