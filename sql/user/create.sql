-- A person's login: what its group may, over few connections. The server gets a verifier (RFC 5803)
-- alone; it stands last, since pgaudit's record of the statement ends before it.
-- reads: -
-- writes: -
create role {name}
  login inherit nosuperuser nocreatedb nocreaterole noreplication nobypassrls
  connection limit 4 valid until {until} in role {group}, login_users
  password {verifier}
