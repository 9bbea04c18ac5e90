"""Django's PostgreSQL, with one difference: what only the owner of the tables may do is done as the owner."""
