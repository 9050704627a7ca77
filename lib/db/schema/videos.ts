import { doublePrecision, index, integer, pgTable, text } from "drizzle-orm/pg-core";
import type { VideoKey } from "@/lib/model/video";
import { createdAt } from "./columns";

/** The stored videos of goods. Their files are where those of pictures are. */
export const videos = pgTable("videos", {
  key: text().$type<VideoKey>().primaryKey(),
  width: integer().notNull(),
  height: integer().notNull(),
  seconds: doublePrecision().notNull(),
  createdAt: createdAt(),
});

/** What a stored video was made of, so that it is not fetched twice. */
export const videoSources = pgTable(
  "video_sources",
  {
    /** A URL, or `sha256:` and the hash of the file that was given. */
    source: text().primaryKey(),
    key: text()
      .$type<VideoKey>()
      .notNull()
      .references(() => videos.key, { onDelete: "cascade" }),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.key)],
);
