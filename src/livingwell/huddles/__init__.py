"""The team together: an agenda worked out from the stream, a decision for each person, carried until done."""
