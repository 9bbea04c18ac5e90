"""A town as large as anybody asks for: some lives lived through the actions, and then many more after their pattern.

Nothing here says what a life looks like. What the actions wrote of somebody, in whatever tables, is read from the
database as a pattern; a life made after it has keys, names and times of its own, in another team, among colleagues of
the same kinds. So no row has a shape that the actions do not give it, and a table that is new needs nothing here.
"""
