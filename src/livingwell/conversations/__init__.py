"""A meeting, anywhere, with a guide of open questions behind it; one note; you, me, together."""
