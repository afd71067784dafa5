-- How people decided a case that something waited for.
alter table escalation_case add column decision text collate "C";
