-- The batches are matched.
-- reads: -
-- writes: run.batch
update run.batch
set matched_at = coalesce(matched_at, now()),
  undone_matched_at = case when undone_at is not null then coalesce(undone_matched_at, now()) end
where matched_at is null or (undone_at is not null and undone_matched_at is null)
