import { index, integer, pgTable, text } from "drizzle-orm/pg-core";
import type { PictureKey } from "@/lib/model/picture";
import { createdAt } from "./columns";

/** The stored pictures. `PICTURES_DIR` has their files. */
export const pictures = pgTable("pictures", {
  key: text().$type<PictureKey>().primaryKey(),
  width: integer().notNull(),
  height: integer().notNull(),
  blur: text().notNull(),
  colour: text(),
  createdAt: createdAt(),
});

/** What a stored picture was made of, so that it is not fetched or made twice. */
export const pictureSources = pgTable(
  "picture_sources",
  {
    /** A URL, or `sha256:` and the hash of the file that was given. */
    source: text().primaryKey(),
    key: text()
      .$type<PictureKey>()
      .notNull()
      .references(() => pictures.key, { onDelete: "cascade" }),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.key)],
);
