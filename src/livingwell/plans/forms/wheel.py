"""The wheel, turned: a number for each part of a life, any of them left unsaid."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from livingwell.design.fields import BooleanField, BoundField, IntegerField
from livingwell.design.forms import Form
from livingwell.places.words import WheelSegment

from ..words import LEAST, MOST


class BesideForm(Form):
    """A form that a practitioner fills in only sitting beside the person; the person's own has no such question."""

    with_them = BooleanField(label="", required=False)

    def __init__(self, *args: Any, beside: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not beside:
            del self.fields["with_them"]
            return
        box = self.fields["with_them"]
        box.label = _now("%(called)s is sitting beside me, and this is what they say") % {"called": beside}
        box.required = True
        box.error_messages["required"] = _now("Only they write here, or you sitting beside them. Tick this if you are.")


class WheelForm(BesideForm):
    """A box for each part of the wheel; fields are called as the segments are."""

    def __init__(self, *args: Any, segments: Sequence[WheelSegment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in segments:
            self.fields[one.slug] = IntegerField(
                label=_(one.name), hint=_(one.about) if one.about else "", least=LEAST, most=MOST, width=3
            )
        self.order_fields([one.slug for one in segments])
        self.parts = [one.slug for one in segments]

    def numbers(self) -> list[BoundField]:
        """Return the boxes alone, in the order of the wheel."""
        return [self[name] for name in self.parts]

    @property
    def values(self) -> dict[str, int | None]:
        """Return what was said, by the segment's slug."""
        return {name: self.cleaned_data[name] for name in self.parts}
