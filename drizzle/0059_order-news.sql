-- Tells those that listen of each order that came in or changed. Only while somebody does, as transactions that tell something end one after another.
CREATE FUNCTION order_news() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM leases WHERE name = 'desk.listens' AND expires_at > now()) THEN
    PERFORM pg_notify('store_orders', '');
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER order_timeline_news AFTER INSERT ON "order_timeline" FOR EACH STATEMENT EXECUTE FUNCTION order_news();
