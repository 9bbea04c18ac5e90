"""Forms of plans."""

from .plan import (
    MyPartForm,
    TheirPartForm,
)

__all__ = [
    "MyPartForm",
    "TheirPartForm",
]
