"""Words sealed in the database's own columns: only whoever holds one of the place's keys reads them."""
