"""A stretch of time a person spends with a place: who holds, what happens next, and the stream of what happened."""
