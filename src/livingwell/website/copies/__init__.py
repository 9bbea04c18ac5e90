"""A copy of everything kept about somebody: gathered from every room, read in words, given as data."""
