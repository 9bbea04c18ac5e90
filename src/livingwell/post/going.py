"""Whether something may still go: rooms above answer, since post knows of no person and no reason."""

from collections.abc import Callable
from uuid import UUID

Answers = Callable[[UUID], str | None]

_answers: list[Answers] = []


def ask_of(answers: Answers) -> None:
    """Have `answers(delivery_id)` asked before every try: why it may no longer go, as a sentence, or None.

    It is asked in a job, as the worker, in the transaction that claims the try; what it cannot answer does not go.
    A delivery of another room is none of its business, and gets None.
    """
    if answers not in _answers:
        _answers.append(answers)


def why_not(delivery_id: UUID) -> str | None:
    """Return the first reason why this may no longer go, or None where nobody has any."""
    return next((reason for answers in _answers if (reason := answers(delivery_id))), None)
