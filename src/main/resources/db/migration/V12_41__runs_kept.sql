-- Ended runs whose steps are still kept, so that those kept long enough are found without a look at all others.
alter table run add column forgotten boolean not null default false;
create index run_kept on run (definition, ended_at) where ended_at is not null and not forgotten;
