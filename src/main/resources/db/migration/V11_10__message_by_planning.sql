-- How many messages were planned since a moment.
CREATE INDEX message_by_planning ON message USING brin (planned_at) WITH (pages_per_range = 16);
