"""What can be done on a journey, as a table: the page's words, its form, and the one action it calls."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from livingwell.access.words import Viewer
from livingwell.design.forms import Form
from livingwell.lib.hours import LONDON
from livingwell.places import queries as places
from livingwell.places.models import Practitioner
from livingwell.places.rules import alongside

from . import actions, forms, queries, rules
from .models import Journey, Worry
from .words import Ending, StepBy, TriedBy, TryOutcome


@dataclass(frozen=True)
class Doing:
    """One thing to do: `make` builds its form from what was sent, `act` does it with what was cleaned.

    `beside` returns what its page shows besides.
    """

    heading: str | Promise
    about: str | Promise
    button: str | Promise
    make: Callable[..., Form]
    act: Callable[[Journey, dict, Viewer], object]
    beside: Callable[[Journey, Viewer], dict[str, object]] = lambda journey, viewer: {}


def _reach(journey: Journey, viewer: Viewer) -> dict[str, object]:
    return {"reach": queries.whom_to_reach(journey, timezone.now(), but_not={viewer.ref})}


def _team(journey: Journey) -> list[Practitioner]:
    return list(places.with_brings(places.members_of([journey.team_id], timezone.now())))


def _who_can_be_reached(journey: Journey) -> list[Practitioner]:
    return [one.practitioner for one in queries.who_can_be_reached(journey, timezone.now())]


def _everybody(journey: Journey) -> list[Practitioner]:
    here = Practitioner.objects.filter(site_id=journey.site_id, left_at__isnull=True)
    return list(places.with_brings(here.select_related("organisation").order_by("called")))


def _alongside(journey: Journey, viewer: Viewer) -> dict[str, object]:
    """Return who brings something that answers what this person needs, but for who is alongside by name already."""
    there = queries.alongside_by_name(journey.pk)
    others = [one for one in _everybody(journey) if one.pk not in there]
    brought = [(one, places.said_to_bring(vars(one)["brings"])) for one in others]
    person = journey.person
    return {"alongside": alongside(brought, language=person.language, needs=person.needs)}


def _practitioner(key: str) -> Practitioner:
    return Practitioner.objects.select_related("organisation").get(pk=UUID(key))


def _doer(said: dict, journey: Journey, by: Viewer) -> rules.Doer:
    done_by = StepBy(said["done_by"])
    if done_by == StepBy.TEAM:
        return rules.Doer(done_by, team_id=journey.team_id)
    if done_by == StepBy.PERSON:
        return rules.Doer(done_by)
    return rules.Doer(done_by, practitioner_id=UUID(said["practitioner"]) if said["practitioner"] else by.ref)


def _step(journey: Journey, said: dict, by: Viewer) -> object:
    return actions.make_step(
        journey=journey, what=said["what"], doer=_doer(said, journey, by), due_on=said["due_on"], by=by
    )


def _hold(journey: Journey, said: dict, by: Viewer) -> object:
    holder = None if said["holder"] == forms.TEAM else _practitioner(said["holder"])
    return actions.hold(journey=journey, practitioner=holder, words=said["words"], by=by)


def _young_lead(journey: Journey, said: dict, by: Viewer) -> object:
    return actions.name_young_lead(journey=journey, practitioner=_practitioner(said["practitioner"]), by=by)


def _draw_in(journey: Journey, said: dict, by: Viewer) -> object:
    return actions.draw_in(journey=journey, practitioner=_practitioner(said["practitioner"]), why=said["why"], by=by)


def _try(journey: Journey, said: dict, by: Viewer) -> object:
    return actions.record_try(
        journey=journey,
        how=TriedBy(said["how"]),
        outcome=TryOutcome(said["outcome"]),
        at=datetime.combine(said["on"], said["time"], LONDON),
        words=said["words"],
        by=by,
    )


def _worry(journey: Journey, said: dict, by: Viewer) -> object:
    raised = actions.reach_now if said["cannot_wait"] else actions.raise_worry
    return raised(journey=journey, words=said["words"], by=by)


def _bring(journey: Journey, said: dict, by: Viewer) -> object:
    return actions.ask_to_bring(journey=journey, why=said["why"], by=by)


def _pause(journey: Journey, said: dict, by: Viewer) -> object:
    return actions.pause(journey=journey, until=said["until"], words=said["words"], by=by)


def _end(journey: Journey, said: dict, by: Viewer) -> object:
    return actions.end(
        journey=journey,
        ending=Ending(said["ending"]),
        words=said["words"],
        second_id=UUID(said["second"]) if said["second"] else None,
        died_on=said["died_on"],
        by=by,
    )


def _refuse(journey: Journey, said: dict, by: Viewer) -> object:
    return actions.refuse_practitioner(
        journey=journey, practitioner=_practitioner(said["practitioner"]), words=said["words"], by=by
    )


def _a_week_on(data: object = None, **given: object) -> Form:
    return forms.StepForm(data, initial={"due_on": forms.in_a_week(timezone.localdate())}, **given)


def _just_now(data: object = None, **given: object) -> Form:
    return forms.TryForm(data, initial={"on": timezone.localdate(), "time": timezone.localtime().time()}, **given)


DOINGS: dict[str, Doing] = {
    "step": Doing(
        _("A next step"),
        _("Something that will happen, whose it is, and by when."),
        _("Keep this"),
        lambda data, journey: _a_week_on(data, called=journey.person.called, team=_team(journey)),
        _step,
    ),
    "hold": Doing(
        _("Who holds"),
        _("Whoever holds makes sure the next thing happens. They do not have to do it all."),
        _("Name them"),
        lambda data, journey: forms.HoldForm(data, team=_team(journey), team_name=journey.team.name),
        _hold,
    ),
    "draw-in": Doing(
        _("Draw somebody in"),
        _("They come to the person. The person does not move."),
        _("Draw them in"),
        lambda data, journey: forms.DrawInForm(data, people=_everybody(journey)),
        _draw_in,
        _alongside,
    ),
    "tried": Doing(
        _("I tried to be in touch"),
        _("Missing each other is nobody’s fault. What we tried helps whoever tries next."),
        _("Keep this"),
        lambda data, journey: _just_now(data),
        _try,
    ),
    "young-lead": Doing(
        _("Who leads for somebody under 18"),
        _("They read this name on their own page and receipt. No parent is contacted unless they ask."),
        _("Name them"),
        lambda data, journey: forms.YoungLeadForm(data, team=_who_can_be_reached(journey)),
        _young_lead,
    ),
    "worry": Doing(
        _("A worry"),
        _("A worry is shared and held by names. If it can’t wait, it reaches somebody now, by name."),
        _("Share it"),
        lambda data, journey: forms.WorryForm(data),
        _worry,
        _reach,
    ),
    "bring": Doing(
        _("Bring to the huddle"),
        _("The whole team will think about it together, next time."),
        _("Bring to the huddle"),
        lambda data, journey: forms.BringForm(data),
        _bring,
    ),
    "pause": Doing(
        _("Pause for a while"),
        _("Still with us, and still held. Somebody is in touch on the day you choose."),
        _("Pause"),
        lambda data, journey: forms.PauseForm(data),
        _pause,
    ),
    "end": Doing(
        _("Stepping out"),
        _("Stepping out leaves the door open. Coming back is one word, with the same people where we can."),
        _("Keep this"),
        lambda data, journey: forms.EndForm(data, team=_team(journey)),
        _end,
    ),
    "refuse": Doing(
        _("Not this practitioner"),
        _("They will see nothing of this person from now on, whatever team they are in."),
        _("Keep this"),
        lambda data, journey: forms.RefuseForm(data, people=_everybody(journey)),
        _refuse,
    ),
}


def settling(worry: Worry) -> Doing:
    """Return how a worry is put to rest: its own words stand under the heading."""
    return Doing(
        _("A worry, put to rest"),
        worry.words,
        _("Settled"),
        lambda data, journey: forms.SettleForm(data),
        lambda journey, said, by: actions.settle_worry(worry=worry, words=said["words"], by=by),
    )
