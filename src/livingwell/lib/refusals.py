"""A refusal is a sentence: fit to show the person it concerns, and the same one explains a button that is off."""


class NotPossible(Exception):  # noqa: N818 -- it reads as what it says, and it is not an error of the program
    """Something asked for cannot be done. `sentence` is translatable, with `%(name)s` places filled from `values`.

    `field` names the form field the sentence belongs beside, where there is one.
    """

    def __init__(self, sentence: str, *, field: str = "", **values: object) -> None:
        self.sentence = sentence
        self.field = field
        self.values = values
        super().__init__(sentence)

    def __str__(self) -> str:
        return self.sentence % self.values if self.values else self.sentence
