// Mathematics on arrays.
