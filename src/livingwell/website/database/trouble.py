"""What is said when the database cannot be had: to whoever runs the place, in a sentence."""


class Trouble(Exception):  # noqa: N818 -- it reads as what it says
    """The database cannot be had. The sentence says what was wrong, what was expected and where to look."""
