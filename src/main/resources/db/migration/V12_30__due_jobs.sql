-- Which timers are due: one range of one index, however many wait and however many are due.
CREATE INDEX act_idx_job_due_first ON act_ru_job ((coalesce(duedate_, '-infinity'::timestamp)))
    WHERE retries_ > 0 AND suspension_state_ = 1;
DROP INDEX act_idx_job_due;
