"""Looking for what colleagues bring, and saying what one brings oneself."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from livingwell.design.fields import CharField, Choice, ChoiceField, SelectField
from livingwell.design.forms import Form
from livingwell.places.models import Bringing
from livingwell.places.words import BRINGS, SEEN_BY, Brings, SeenBy

LIVED_IS_A_CHOICE = _("Always your choice: no role has to. It is shown under “Who brings what”, and nowhere else.")


class BringsForm(Form):
    """What is looked for among what colleagues bring. Nothing typed is no mistake: it shows everybody."""

    brought = CharField(label=_("What are you looking for?"), longest=100, required=False)
    kind = SelectField(label=_("What sort?"), choices=[], required=False)
    team = SelectField(label=_("In which team?"), choices=[], required=False)

    def __init__(self, *args: Any, teams: Iterable[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Anything")), *((one.value, _(said)) for one, said in BRINGS.items())]
        self.fields["team"].choices = [("", _("Every team")), *((str(key), name) for key, name in teams)]


class BringingForm(Form):
    """One thing that I bring, in my words, and who may see it."""

    kind = ChoiceField(
        label=_("What sort of thing is it?"),
        choices=[
            Choice(one.value, _(said), hint=LIVED_IS_A_CHOICE if one == Brings.LIVED else "")
            for one, said in BRINGS.items()
        ],
        missing=_("Choose what sort of thing it is"),
    )
    words = CharField(
        label=_("In your own words"),
        hint=_("As you would say it to a colleague: Twi, my first language. Or: I have been through losing a home."),
        longest=200,
        missing=_("Write what you bring, in a few words"),
    )
    seen_by = ChoiceField(
        label=_("Who may see it?"),
        choices=[(one.value, _(said)) for one, said in SEEN_BY.items()],
        missing=_("Choose who may see it"),
    )

    @staticmethod
    def said_of(one: Bringing) -> dict[str, str]:
        return {"kind": one.kind, "words": one.words, "seen_by": one.seen_by}

    def said(self) -> dict[str, Any]:
        """Return what was said, as the actions take it."""
        kind, seen_by = Brings(self.cleaned_data["kind"]), SeenBy(self.cleaned_data["seen_by"])
        return {"kind": kind, "words": self.cleaned_data["words"], "seen_by": seen_by}
