"""README, DEVELOPERS and the decisions say what is there."""
