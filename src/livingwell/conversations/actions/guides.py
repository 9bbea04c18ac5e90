"""Guides: loaded from a pack, changed by a team's lead. A change makes a version; nothing old is touched."""

from dataclasses import asdict

from django.db import IntegrityError, transaction
from django.utils import timezone

from livingwell.access.acting import action
from livingwell.access.words import NOBODY, Viewer
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.places.models import Site

from .. import queries, rules
from ..models import Guide
from ..words import GuideText

CHANGED_MEANWHILE = N_("Somebody else has just changed these questions. Theirs are below; yours are still in the box.")


@action
def load_guide(*, site: Site, text: GuideText, by: Viewer) -> Guide:
    """Make the next version of a place's guide, when it says something new; else return the newest as it is."""
    newest = queries.newest_guide(site.pk)
    if newest is not None and newest.text == text:
        return newest
    try:
        with transaction.atomic():
            return Guide.objects.create(
                site=site,
                slug=queries.GUIDE,
                version=newest.version + 1 if newest else 1,
                name=text.name,
                questions=[asdict(one) for one in text.questions],
                made_by=by.called,
            )
    except IntegrityError as error:  # two people at once: the unique version lets one of them through
        raise NotPossible(CHANGED_MEANWHILE, field="text") from error


@action
def load_guide_for(*, site: Site, by: Viewer = NOBODY) -> Guide:
    """Bring a place's guide up to date with its pack. Once somebody here has changed it, theirs stands."""
    newest = queries.newest_guide(site.pk)
    if newest is not None and newest.made_by:
        return newest
    return load_guide(site=site, text=queries.guide_text_for(site), by=NOBODY)


@action
def change_guide(*, site: Site, version: int, text: str, by: Viewer) -> Guide:
    """Change the questions, as text, by somebody who leads a team here. `version` is the one they read."""
    if not queries.may_change_guide(site.pk, by.ref, timezone.now()):
        raise NotPossible(N_("Whoever leads the team changes these questions. Tell them what you would ask instead."))
    newest = load_guide_for(site=site, by=by)
    if newest.version != version:
        raise NotPossible(CHANGED_MEANWHILE, field="text")
    questions = rules.read_questions(text, newest.text.questions)
    return load_guide(site=site, text=GuideText(newest.name, questions), by=by)
