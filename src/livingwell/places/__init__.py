"""A place: its nation, organisations, teams, practitioners, who is away and who is on duty."""
