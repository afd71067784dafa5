-- Boards read all standings at once. Without an index on what changes, a standing is updated within its page.
drop index standing_by_earned;
