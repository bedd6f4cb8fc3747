-- A person's login goes; a session of its that is still open can do nothing more.
-- reads: -
-- writes: -
drop role {name}
