CREATE TABLE "video_sources" (
	"source" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "videos" (
	"key" text PRIMARY KEY NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"seconds" double precision NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "video_sources" ADD CONSTRAINT "video_sources_key_videos_key_fk" FOREIGN KEY ("key") REFERENCES "public"."videos"("key") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "video_sources_key_index" ON "video_sources" USING btree ("key");