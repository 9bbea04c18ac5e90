"""Pages of conversations: a request becomes one call and one page."""
