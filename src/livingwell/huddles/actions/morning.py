"""A team's page for when everything is down, written each morning while it is up."""

import json
from datetime import datetime

from django.utils import timezone

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.places.models import Team

from .. import queries
from ..models import MorningCopy, OnTheCopy


@action
def write_morning_copy(*, team: Team, now: datetime, by: Viewer) -> int:
    """Write a team's copy as things stand, in the place of the one before; return how many people are on it.

    For a worker, who sees whomever the team is alongside. Whoever opens it sees only whom they may see then.
    """
    day = timezone.localdate(now)
    rows = [
        OnTheCopy(person_id=person_id, team=team, day=day, words=json.dumps(said))
        for person_id, said in queries.standing_now(team, now)
    ]
    OnTheCopy.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["team", "person"], update_fields=["day", "words"]
    )
    gone = OnTheCopy.objects.filter(team=team).exclude(person_id__in=[row.person_id for row in rows])
    gone.exclude(words="").update(words="", day=day)
    made = MorningCopy(team=team, day=day, made_at=now, words=json.dumps(queries.about_team(team, now)))
    MorningCopy.objects.bulk_create(
        [made], update_conflicts=True, unique_fields=["team"], update_fields=["day", "made_at", "words"]
    )
    return len(rows)
