"""Which PostgreSQL serves us, the roles it knows, and how each process enters it."""
