-- What is more urgent leaves first, also when much else has been due for longer.
CREATE INDEX message_due_by_priority ON message (channel, priority, due) WHERE status IN ('planned', 'held');
DROP INDEX message_due;
