-- The worker looks for what is due; the engine's own scripts have no index for that.
create index act_idx_job_due on act_ru_job (duedate_ nulls first) where retries_ > 0 and suspension_state_ = 1;
