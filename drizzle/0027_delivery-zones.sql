CREATE TABLE "delivery_zones" (
	"id" text PRIMARY KEY NOT NULL,
	"position" integer NOT NULL,
	"zone" json NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "delivery_zones_position_unique" UNIQUE("position")
);
