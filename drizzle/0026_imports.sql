CREATE TABLE "catalog_imports" (
	"file_hash" text PRIMARY KEY NOT NULL,
	"file_name" text NOT NULL,
	"records_done" integer DEFAULT 0 NOT NULL,
	"is_done" boolean DEFAULT false NOT NULL,
	"who" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE FUNCTION record_slug_redirect() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  delete from slug_redirects where kind = tg_argv[0] and slug = new.slug;
  update slug_redirects set "to" = new.slug where kind = tg_argv[0] and "to" = old.slug;
  insert into slug_redirects (kind, slug, "to") values (tg_argv[0], old.slug, new.slug)
  on conflict (kind, slug) do update set "to" = excluded."to";
  return null;
end $$;--> statement-breakpoint
CREATE TRIGGER products_slug_changes AFTER UPDATE OF "slug" ON "products"
FOR EACH ROW WHEN (new.slug <> old.slug) EXECUTE FUNCTION record_slug_redirect('product');--> statement-breakpoint
CREATE TRIGGER categories_slug_changes AFTER UPDATE OF "slug" ON "categories"
FOR EACH ROW WHEN (new.slug <> old.slug) EXECUTE FUNCTION record_slug_redirect('category');--> statement-breakpoint
CREATE TRIGGER collections_slug_changes AFTER UPDATE OF "slug" ON "collections"
FOR EACH ROW WHEN (new.slug <> old.slug) EXECUTE FUNCTION record_slug_redirect('collection');
