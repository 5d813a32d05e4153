-- Letters are issued in the order of their levels, and looked at in that order.
DROP INDEX deadline_reprimand_waiting;
CREATE INDEX deadline_reprimand_waiting_order ON deadline_reprimand_case (level, drafted_at, clock_id) WHERE reprimand_id IS NULL;
