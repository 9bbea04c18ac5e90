"""Looking that somebody else looks over: a glass broken to help at once, and looking that seems to have no need."""
