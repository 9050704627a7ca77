CREATE TABLE "demonstration_items" (
	"item" text PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
