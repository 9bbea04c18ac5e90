"""A check-in as a form: each item a row of answers, any of which may be left out; and how somebody is asked."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from livingwell.design.fields import Choice, ChoiceField
from livingwell.design.forms import Form
from livingwell.people.models import WayToReach

from .words import BY, MOMENTS, By, Measure, Moment

ITEM = "item_"
SENT = "sent:"  # by a link, on the way whose key follows


class AnswersForm(Form):
    """What is asked, or what is left of it. Nothing has to be answered, and nothing is chosen beforehand."""

    def __init__(self, *args: Any, measure: Measure, but_not: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        done = set(but_not)
        for item in measure.items:
            if item.key not in done:
                self.fields[f"{ITEM}{item.key}"] = ChoiceField(
                    label=item.asked,
                    choices=[(one.value, one.words) for one in measure.answers],
                    coerce=int,
                    empty_value=None,
                    required=False,
                )

    @property
    def answers(self) -> dict[str, int | None]:
        """Return what was answered, by item."""
        return {name.removeprefix(ITEM): given for name, given in self.cleaned_data.items() if name.startswith(ITEM)}


class TypedInForm(AnswersForm):
    """What somebody answered, typed in by one of us: and by which way they did."""

    by = ChoiceField(
        label=_("How are they answering?"),
        choices=[(one.value, BY[one]) for one in (By.TABLET, By.PHONE, By.PAPER, By.POST)],
        missing=_("Choose how"),
    )


class AskingForm(Form):
    """What to ask, when along the way, and how."""

    measure = ChoiceField(label=_("What do you want to ask?"), choices=[], missing=_("Choose one"))
    moment = ChoiceField(
        label=_("When along the way is this?"),
        choices=[],
        missing=_("Choose when"),
    )
    how = ChoiceField(label=_("How?"), choices=[], missing=_("Choose how"))

    def __init__(self, *args: Any, measures: Sequence[Measure], ways: Sequence[WayToReach], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"].choices = [Choice(one.slug, one.called) for one in measures]
        self.fields["measure"].initial = measures[0].slug if measures else None
        self.fields["moment"].choices = [Choice(one.value, str(_(MOMENTS[one])).capitalize()) for one in Moment]
        self.fields["how"].choices = [
            *(Choice(f"{SENT}{way.pk}", sent_by(way), hint=way.when) for way in ways),
            Choice(By.TABLET.value, BY[By.TABLET]),
            Choice(By.PHONE.value, BY[By.PHONE]),
            Choice(By.PAPER.value, _("On paper, to print now")),
            Choice(By.POST.value, _("By post, to print now")),
        ]


def sent_by(way: WayToReach) -> str:
    """Return what sending a link on a way is called."""
    return str(_("A link, by %(channel)s to %(value)s")) % {
        "channel": str(way.get_channel_display()).lower(),
        "value": way.value,
    }
