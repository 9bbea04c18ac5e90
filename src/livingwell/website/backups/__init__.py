"""A place's backup: taken while it serves, sealed for whoever keeps its key, and put back where nothing is yet."""
