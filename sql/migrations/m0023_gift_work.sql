-- Where a donor works, as each receipt says it, for the sheet that a caller reads.

alter table person.contribution add column employer text, add column occupation text;
comment on column person.contribution.employer is 'whom the donor works for, as the receipt says; null where it doesn''t';
comment on column person.contribution.occupation is 'what the donor does, as the receipt says; null where it doesn''t';

update person.contribution as gift
set employer = receipt.employer, occupation = receipt.occupation
from source.contribution as receipt
where receipt.source = gift.source and receipt.record = gift.record and receipt.batch_id = gift.batch_id
  and (receipt.employer is not null or receipt.occupation is not null);
