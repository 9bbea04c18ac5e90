"""Before going out: where, until when, and who notices."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from livingwell.design import dates
from livingwell.design.fields import CharField, Choice, ChoiceField, TimeField
from livingwell.design.forms import Form

from ..queries.out import CouldNotice


class GoingForm(Form):
    """Where somebody of us will be, in their own words, when they are back, and who notices if not."""

    where = CharField(
        label=_("Where will you be?"),
        hint=_("In your own words, as whoever looks for you needs them. No name: they may not know whom you meet."),
        longest=300,
        missing=_("Say in your own words where you will be"),
        autocomplete="off",
    )
    back_by = TimeField(
        label=_("When are you back?"), hint=_("For example, 4pm"), missing=_("Say when you will be back")
    )
    notices = ChoiceField(label=_("Who notices if you are not?"), choices=[], missing=_("Choose who notices"))

    def __init__(
        self, data: Any = None, *, colleagues: Sequence[CouldNotice], back_by: datetime, **kwargs: Any
    ) -> None:
        first = str(colleagues[0].practitioner.pk) if colleagues else ""
        super().__init__(data, initial={"back_by": dates.local_time(back_by), "notices": first}, **kwargs)
        self.people = {str(one.practitioner.pk): one.practitioner for one in colleagues}
        self.fields["notices"].choices = [
            Choice(str(one.practitioner.pk), one.practitioner.called, _now("On duty now") if one.is_on_duty else "")
            for one in colleagues
        ]
