"""Who can see what of whom and why: ties, refusals, looking, and the database as gatekeeper."""
