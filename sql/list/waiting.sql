-- How many files of people wait for match: loaded and not matched, or undone and not taken away.
-- reads: run.batch
-- writes: -
select count(*)
from run.batch
where target not like 'fec\_%'
  and case
    when undone_at is null then matched_at is null
    else matched_at is not null and undone_matched_at is null
  end
