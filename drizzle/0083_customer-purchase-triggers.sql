CREATE FUNCTION count_purchases(buyer text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM customer_purchases WHERE customer_id = buyer FOR NO KEY UPDATE;
  -- Begins anew to look, so that an order is seen which another transaction has added while this one waited.
  UPDATE customer_purchases SET (paid_orders, last_paid_at) = (
    SELECT count(*), max(latest.paid_at)
    FROM (SELECT paid_at FROM orders WHERE customer_id = buyer AND paid_at IS NOT NULL ORDER BY paid_at DESC LIMIT 2) AS latest
  ) WHERE customer_id = buyer;
END
$$;
--> statement-breakpoint
CREATE FUNCTION order_changes_purchases() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.customer_id IS NOT NULL THEN
    PERFORM count_purchases(OLD.customer_id);
  END IF;
  IF TG_OP <> 'DELETE' AND NEW.customer_id IS NOT NULL AND (TG_OP = 'INSERT' OR NEW.customer_id IS DISTINCT FROM OLD.customer_id) THEN
    PERFORM count_purchases(NEW.customer_id);
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE FUNCTION customer_begins_purchases() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO customer_purchases (customer_id) VALUES (NEW.id);
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER customers_begin_purchases AFTER INSERT ON customers FOR EACH ROW EXECUTE FUNCTION customer_begins_purchases();
--> statement-breakpoint
-- At the end of a transaction, when it holds all its orders: it never waits for an order with a row of purchases in its hands.
CREATE CONSTRAINT TRIGGER orders_begin_purchases AFTER INSERT ON orders DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
WHEN (NEW.customer_id IS NOT NULL AND NEW.paid_at IS NOT NULL) EXECUTE FUNCTION order_changes_purchases();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER orders_change_purchases AFTER UPDATE ON orders DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
WHEN ((OLD.customer_id, OLD.paid_at) IS DISTINCT FROM (NEW.customer_id, NEW.paid_at)
  AND (OLD.paid_at IS NOT NULL OR NEW.paid_at IS NOT NULL)) EXECUTE FUNCTION order_changes_purchases();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER orders_end_purchases AFTER DELETE ON orders DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
WHEN (OLD.customer_id IS NOT NULL AND OLD.paid_at IS NOT NULL) EXECUTE FUNCTION order_changes_purchases();
--> statement-breakpoint
INSERT INTO customer_purchases (customer_id, paid_orders, last_paid_at)
SELECT customers.id, bought.orders, bought.last
FROM customers CROSS JOIN LATERAL (
  SELECT count(*) AS orders, max(latest.paid_at) AS last
  FROM (SELECT paid_at FROM orders WHERE customer_id = customers.id AND paid_at IS NOT NULL ORDER BY paid_at DESC LIMIT 2) AS latest
) AS bought;
