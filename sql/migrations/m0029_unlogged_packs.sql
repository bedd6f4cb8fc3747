-- A pack is a copy of rows that may be thrown away at any time: it isn't written to the log, which takes as
-- long as the rest, nor kept in it after an erasure. After a crash of the server packs are empty, and are
-- made anew where they are next read.
alter table feature.pack set unlogged;
alter table feature.pack_block set unlogged;
