-- When a task is to be urged, and who gets it when it stays undone.
ALTER TABLE task
    ADD COLUMN remind_at    timestamptz,
    ADD COLUMN reminded_at  timestamptz,
    ADD COLUMN escalate_at  timestamptz,
    ADD COLUMN escalate_to  text,
    ADD COLUMN escalated_at timestamptz;
CREATE INDEX task_to_remind ON task (remind_at) WHERE state = 'open' AND remind_at IS NOT NULL;
CREATE INDEX task_to_escalate ON task (escalate_at) WHERE state = 'open' AND escalate_at IS NOT NULL;
