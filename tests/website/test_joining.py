"""A lead invites a colleague; the link works once, for whom it is for, and no other way leads into a team."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from access.sql import connect, named, refused, signed
from accounts.people import sent_to
from browsing import PHONE, Fingers
from django.core.cache import cache
from django.test import Client
from neighbourhood import account_of, as_, introduce, owner_connection, signed_in

from livingwell.accounts.models import User
from livingwell.lib import keys
from livingwell.places.models import Invitation, Membership, Organisation, Practitioner

pytestmark = pytest.mark.django_db(transaction=True)
ANITA = "anita.shah@been-there.example"
PASSWORD = "a kettle, a fiddle and some moss"


@pytest.fixture(autouse=True)
def laid_in_a_folder(settings, tmp_path) -> None:
    settings.POST_WITHOUT_PROVIDER = "folder"
    settings.POST_FOLDER = tmp_path / "post"
    cache.clear()


def typed(place, email: str = ANITA, **said: object) -> dict[str, object]:
    been_there = Organisation.objects.get(site=place.site, slug="been-there")
    about = {"full_name": "Anita Shah", "called": "Anita", "role": "peer worker", "organisation": str(been_there.pk)}
    return {"email": email, **about, "days": ["0", "2"], **said}


def invite(place, email: str = ANITA, *, by=None, team=None, **said: object) -> str:
    """Tom, who leads the team, or whoever leads another, invites somebody; return the address they were sent."""
    team = team or place.team
    answer = signed_in(by or place.tom).post(f"/teams/{team.pk}/invite/", typed(place, email, **said))
    assert answer.status_code == 303, answer.content.decode()
    return re.search(r"http://testserver(/join/[\w-]+/)", sent_to(email)[-1])[1]


def brings(link: str, client: Client | None = None) -> Client:
    client = client or Client()
    assert client.get(link).headers["Location"] == "/join/"
    return client


def page(client: Client) -> str:
    return client.get("/join/").content.decode()


def memberships(email: str) -> list[tuple[str, bool, list[int]]]:
    theirs = Membership.objects.filter(practitioner__account__email=email, until__isnull=True)
    return list(theirs.values_list("team__name", "leads", "days"))


def test_whoever_is_invited_joins_with_a_password_of_their_own_and_sets_up_a_second_factor(lasting_place):
    anita = brings(invite(lasting_place))
    assert "Tom asks you to join Brackwell team, for Been There" in page(anita)
    answer = anita.post("/join/", {"new": PASSWORD})
    assert answer.headers["Location"] == "/today/"
    assert "second-factor/set-up" in anita.get("/today/").headers["Location"]
    assert memberships(ANITA) == [("Brackwell team", False, [0, 2])]
    practitioner = Practitioner.objects.get(account__email=ANITA)
    assert (practitioner.called, practitioner.role) == ("Anita", "peer worker")
    assert User.objects.get(email=ANITA).check_password(PASSWORD)
    journey = introduce(lasting_place, "Ama")
    with as_(practitioner):
        assert type(journey).objects.filter(pk=journey.pk).exists()


def test_a_link_works_once(lasting_place):
    link = invite(lasting_place)
    first, second = brings(link), brings(link)
    assert first.post("/join/", {"new": PASSWORD}).status_code == 303
    assert "This invitation has been used" in page(second)
    answer = second.post("/join/", {"new": "some other words entirely"})
    assert "This invitation has been used" in answer.content.decode()
    assert User.objects.get(email=ANITA).check_password(PASSWORD)
    assert len(memberships(ANITA)) == 1


def test_somebody_else_who_is_signed_in_does_not_join_by_it(lasting_place):
    callum = brings(invite(lasting_place), signed_in(lasting_place.callum))
    answer = callum.post("/join/", {"new": PASSWORD})
    assert answer.status_code == 422
    assert "This invitation is for somebody else. Sign out first" in answer.content.decode()
    assert memberships(ANITA) == []
    assert not Membership.objects.filter(practitioner=lasting_place.callum, team=lasting_place.team).exists()


def test_a_colleague_of_another_team_joins_signed_in_and_brings_no_password(lasting_place):
    address = account_of(lasting_place.callum).email
    link = invite(lasting_place, address)
    stranger = brings(link)
    assert "Sign in first, then press this" in page(stranger)
    assert "You work here already. Sign in first" in stranger.post("/join/", {"new": PASSWORD}).content.decode()
    assert brings(link, signed_in(lasting_place.callum)).post("/join/").status_code == 303
    assert sorted(name for name, _leads, _days in memberships(address)) == ["Brackwell team", "Riverside team"]


def test_a_link_that_was_taken_back_or_is_over_or_was_never_made_opens_nothing(lasting_place):
    tom = signed_in(lasting_place.tom)
    withdrawn = invite(lasting_place)
    with as_(lasting_place.tom):
        pk = Invitation.objects.defer("digest").get().pk
    assert tom.post(f"/teams/invitations/{pk}/withdraw").status_code == 303
    older = invite(lasting_place, "b@been-there.example")
    newer = invite(lasting_place, "b@been-there.example")
    over = invite(lasting_place, "c@been-there.example")
    with owner_connection() as owner:
        owner.execute("update places_invitation set until = now() where email like 'c@%'")
    for link in (withdrawn, older, over, "/join/no-such-link/"):
        client = brings(link)
        assert "This link opens nothing" in page(client)
        assert "This link opens nothing" in client.post("/join/", {"new": PASSWORD}).content.decode()
    assert "asks you to join" in page(brings(newer))
    assert User.objects.filter(email__endswith="@been-there.example").count() == 0


def test_a_password_that_is_easily_guessed_is_said_beside_the_field_and_the_link_still_works(lasting_place):
    anita = brings(invite(lasting_place))
    answer = anita.post("/join/", {"new": "short"})
    assert "This password is too short" in answer.content.decode()
    assert anita.post("/join/", {"new": PASSWORD}).status_code == 303


def test_only_whoever_leads_the_team_invites_and_sees_who_is_asked(lasting_place):
    invite(lasting_place)
    path = f"/teams/{lasting_place.team.pk}/invite/"
    for one in (lasting_place.shanice, lasting_place.callum, lasting_place.maggie):
        assert signed_in(one).get(path).status_code == 404
        assert signed_in(one).post(path, typed(lasting_place, "x@x.example")).status_code == 404
    assert ANITA not in signed_in(lasting_place.shanice).get(f"/teams/{lasting_place.team.pk}/").content.decode()
    assert ANITA in signed_in(lasting_place.tom).get(f"/teams/{lasting_place.team.pk}/").content.decode()


def test_bad_input_is_said_beside_the_field_and_nothing_is_sent(lasting_place):
    tom = signed_in(lasting_place.tom)
    path = f"/teams/{lasting_place.team.pk}/invite/"
    there = account_of(lasting_place.shanice).email
    for said, sentence in (
        ({"email": "not an address"}, "Enter an email address in the correct format"),
        ({"email": there.upper()}, "Somebody with this address is in the team already"),
        ({"called": ""}, "Enter what everybody calls them"),
        ({"organisation": ""}, "Choose who they work for"),
    ):
        answer = tom.post(path, typed(lasting_place, **{"email": ANITA, **said}))
        assert (answer.status_code, sentence in answer.content.decode()) == (422, True), sentence
        assert "Anita Shah" in answer.content.decode()
    assert sent_to(ANITA) == []


def test_by_sql_nobody_who_serves_lets_anybody_into_a_team(lasting_place):
    link = invite(lasting_place).split("/")[2]
    digest = keys.link_digest(link)
    new = [uuid4(), uuid4()]
    with connect() as web:
        for name in ("nobody", signed("practitioner", lasting_place.shanice.pk), signed("visitor", uuid4())):
            with named(web, name):
                assert web.execute("select count(*) from places_invitation").fetchone() == (0,)
                assert refused(web, "select digest from places_invitation")
                assert refused(web, "update places_invitation set withdrawn_at = now()")
                made = "insert into places_invitation select * from places_invitation"
                assert refused(web, made)
        with named(web, signed("practitioner", lasting_place.tom.pk)):
            assert web.execute("select count(*) from places_invitation").fetchone() == (1,)
            for change in ("used_at = null", "until = until + interval '1 year'", "email = 'x@x'", "leads = true"):
                assert refused(web, f"update places_invitation set {change}")
        for name, bytes_, answer in (
            ("nobody", b"guessed", "over"),
            (signed("practitioner", lasting_place.tom.pk), digest, "somebody else"),
            ("nobody", digest, "joined"),
        ):
            with named(web, name):
                asked = web.execute("select gate.join_team(%s, %s, %s, 'hash')", [bytes_, *new])
                assert asked.fetchone() == (answer,)
        with connect("lw_worker") as worker, named(worker, signed("worker")):
            assert refused(worker, "select gate.join_team(%s, %s, %s, 'hash')", [digest, *new])


def test_two_who_bring_the_same_link_at_the_same_moment_are_one(lasting_place):
    digest = keys.link_digest(invite(lasting_place).split("/")[2])
    ask = "select gate.join_team(%s, %s, %s, 'hash')"
    name = "select set_config('livingwell.viewer', 'nobody', true)"
    with connect() as one, connect() as other:
        one.execute(name)
        assert one.execute(ask, [digest, uuid4(), uuid4()]).fetchone() == ("joined",)
        other.execute(name)
        other.execute("set local lock_timeout = '200ms'")
        with pytest.raises(Exception, match="lock timeout"):
            other.execute(ask, [digest, uuid4(), uuid4()])
        other.rollback()
        one.commit()
        other.execute(name)
        assert other.execute(ask, [digest, uuid4(), uuid4()]).fetchone() == ("used",)


@pytest.mark.browser
def test_inviting_and_joining_on_a_phone_and_by_keyboard(arrive, lasting_place):
    tom = arrive(lasting_place.tom, screen=PHONE, hands=Fingers).goes_to(f"/teams/{lasting_place.team.pk}/")
    tom.sees("Nobody is waiting to join.").is_well_made().follows("Invite somebody").is_well_made()
    tom.presses("Send the invitation").sees("Enter their email address").is_well_made()
    tom.writes("Their email address", ANITA).writes("Their name", "Anita Shah")
    tom.writes("What everybody calls them", "Anita").writes("What they do", "peer worker")
    tom.picks("Who they work for", "Been There").chooses("Monday").presses("Send the invitation")
    tom.sees("Asked to join", "Anita").is_well_made()
    link = re.search(r"http://[^/]+(/join/[\w-]+/)", sent_to(ANITA)[-1])[1]
    anita = arrive(screen=PHONE, hands=Fingers).goes_to(link).sees("Hello, Anita").is_well_made()
    assert anita.path == "/join/"
    anita.reaches(anita.page.get_by_label("Choose a password", exact=True)).page.keyboard.type(PASSWORD)
    anita.presses("Join").sees("Set up how you sign in")
    arrive(screen=PHONE).goes_to(link).sees("This invitation has been used").is_well_made()
    arrive(screen=PHONE).goes_to("/join/nothing/").sees("This link opens nothing").is_well_made()


def test_an_invitation_lasts_a_fortnight(lasting_place):
    invite(lasting_place)
    with as_(lasting_place.tom):
        one = Invitation.objects.defer("digest").get()
    assert one.until - one.made_at < timedelta(days=14, minutes=1)
