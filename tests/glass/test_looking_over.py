"""Somebody of another team is told within a minute and looks it over, never whoever did it; the person reads it."""

import re
import time

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from glass.breaking import TYPED, WORDS, breaks, just_signed_in, matter_for
from messages.carrying import work
from neighbourhood import Place, as_, introduce, owner_connection, signed_in
from record.roles import signed_in_as
from website.homes import own_page, reached

from livingwell.glass import actions, jobs, queries
from livingwell.glass.models import Matter, Moment
from livingwell.glass.words import Finding, Happened, KeptBack
from livingwell.lib.refusals import NotPossible
from livingwell.places.models import Practitioner

pytestmark = pytest.mark.django_db(transaction=True)


def tells() -> None:
    """The worker tells of what nobody was told of, as its own role."""
    with signed_in_as("lw_worker"):
        jobs.tell_all(0)


def told(place: Place, matter_id) -> list[str]:
    with owner_connection() as owner:
        return [
            name
            for (name,) in owner.execute(
                "select p.called from glass_moment o join places_practitioner p on p.id = o.told_id"
                " where o.kind = 'told' and o.matter_id = %s order by o.at",
                [matter_id],
            )
        ]


def leads(who: Practitioner, *, leads: bool = True, safeguards: bool = False) -> None:
    with owner_connection() as owner:
        owner.execute(
            "update places_membership set leads = %s, safeguards = %s where practitioner_id = %s",
            [leads, safeguards, who.pk],
        )


def joins(place: Place, who: Practitioner) -> None:
    """Somebody joins Riverside, as the owner says."""
    with owner_connection() as owner:
        owner.execute(
            "insert into places_membership (id, practitioner_id, team_id, leads, safeguards, days, since)"
            " values (gen_random_uuid(), %s, %s, false, false, '{}', now())",
            [who.pk, place.other_team.pk],
        )


def leave_it_for_days(matter_id, days: int = 4) -> None:
    with owner_connection() as owner:
        owner.execute("update glass_matter set at = at - %s * interval '1 day' where id = %s", [days, matter_id])


def review(who: Practitioner, matter_id, finding: Finding = Finding.FITTING, *, may_read: bool = True) -> None:
    one = matter_for(who, matter_id)
    assert one is not None
    with as_(who) as by:
        actions.review(matter=one, finding=finding, words="We spoke. It was needed.", may_read=may_read, by=by)


@pytest.mark.usefixtures("empty_queue")
def test_within_a_minute_an_email_goes_to_the_lead_of_another_team_and_names_nobody(lasting_place, mailbox, figure):
    introduce(lasting_place)
    began = time.perf_counter()
    broken = breaks(lasting_place.callum)
    work()
    took = time.perf_counter() - began
    figure("glass.alert", round(took, 2), "seconds")
    assert took < 60
    assert told(lasting_place, broken.matter_id) == ["Tom"]
    [arrived] = mailbox.messages
    assert arrived["To"] == "tom@brackwell.example"
    said = f"{arrived['Subject']} {arrived.get_content()}"
    assert "waits for you to look it over" in said
    for never in ("Ama", "Callum", "glass", "Brackwell team", "front desk"):
        assert never not in said


@pytest.mark.usefixtures("empty_queue")
def test_a_try_that_found_nobody_is_told_of_as_well_and_each_once(lasting_place, mailbox):
    missed = breaks(lasting_place.callum, "Zebedee")
    work()
    for _again in range(3):
        tells()
    assert told(lasting_place, missed.matter_id) == ["Tom"]
    assert len(mailbox.messages) == 1


def test_where_only_ones_own_lead_is_left_it_is_whoever_leads_on_safeguarding_and_never_oneself(lasting_place):
    leads(lasting_place.callum, leads=False)
    mine = breaks(lasting_place.tom, "Zebedee")  # who leads the team himself, and nobody leads Riverside
    tells()
    assert told(lasting_place, mine.matter_id) == ["Ros"]


def test_where_nobody_is_left_it_is_said_and_everybody_who_leads_sees_it(lasting_place):
    leads(lasting_place.tom, leads=False)
    leads(lasting_place.ros, leads=False)
    missed = breaks(lasting_place.callum, "Zebedee")
    tells()
    with owner_connection() as owner:
        kinds = owner.execute("select kind from glass_moment where matter_id = %s", [missed.matter_id]).fetchall()
    assert kinds == [("nobody",)]
    assert matter_for(lasting_place.shanice, missed.matter_id) is None
    leads(lasting_place.shanice)
    leads(lasting_place.callum)
    assert matter_for(lasting_place.shanice, missed.matter_id) is not None
    with as_(lasting_place.callum):
        assert queries.to_review() == []


def test_only_whoever_was_told_looks_it_over_until_days_have_passed(lasting_place):
    broken = breaks(lasting_place.callum, "Zebedee")
    tells()
    leads(lasting_place.priya)
    assert matter_for(lasting_place.tom, broken.matter_id) is not None
    assert matter_for(lasting_place.priya, broken.matter_id) is None
    leave_it_for_days(broken.matter_id)
    assert matter_for(lasting_place.priya, broken.matter_id) is not None
    assert matter_for(lasting_place.shanice, broken.matter_id) is None
    review(lasting_place.priya, broken.matter_id)
    assert matter_for(lasting_place.tom, broken.matter_id).reviewed_at is not None


def test_nobody_looks_over_what_they_did_themselves_not_even_in_sql(lasting_place):
    broken = breaks(lasting_place.callum, "Zebedee")
    tells()
    leads(lasting_place.callum)
    leave_it_for_days(broken.matter_id)
    with as_(lasting_place.callum) as callum:
        one = queries.find_matter(broken.matter_id)
        with pytest.raises(NotPossible, match="Nobody looks over"):
            actions.review(matter=one, finding=Finding.FITTING, words="Fine", may_read=True, by=callum)
        with pytest.raises(Exception, match="row-level security"), transaction.atomic():
            Moment(
                matter=one,
                kind=Happened.REVIEWED,
                by_id=callum.ref,
                by_called="Callum",
                finding="fitting",
                salt=b"x" * 16,
            ).save(force_insert=True)
    answer = just_signed_in(lasting_place.callum).post(
        reverse("glass:review", args=[broken.matter_id]), {"finding": "fitting", "words": "Fine"}
    )
    assert answer.status_code == 404


def test_it_is_looked_over_once_with_words(lasting_place):
    broken = breaks(lasting_place.callum, "Zebedee")
    tells()
    tom = signed_in(lasting_place.tom)
    here = reverse("glass:review", args=[broken.matter_id])
    empty = tom.post(here, {"finding": "", "words": ""})
    assert empty.status_code == 422
    assert "Choose what you found" in empty.content.decode()
    assert tom.post(here, {"finding": "talk", "words": "We talk on Monday."}).status_code == 303
    again = tom.post(here, {"finding": "fitting", "words": "Fine"})
    assert again.status_code == 422
    assert "looked over already" in again.content.decode()
    with as_(lasting_place.tom) as by:
        one = Matter.objects.get(pk=broken.matter_id)
        more = Moment(matter=one, kind=Happened.REVIEWED, by_id=by.ref, by_called="Tom", salt=b"x" * 16)
        with pytest.raises(IntegrityError), transaction.atomic():
            more.save(force_insert=True)


def test_handed_on_it_waits_for_whoever_leads_on_safeguarding_and_they_are_not_told_of_that(lasting_place):
    broken = breaks(lasting_place.callum, "Zebedee")
    tells()
    review(lasting_place.tom, broken.matter_id, Finding.HAND_ON)
    tells()
    assert told(lasting_place, broken.matter_id) == ["Tom", "Ros"]
    with as_(lasting_place.callum):
        one = queries.find_matter(broken.matter_id)
        assert Happened.HANDED_ON not in {moment.kind for moment in queries.moments_of(one)}
        assert one.reviewed_at is None
    review(lasting_place.ros, broken.matter_id)
    assert matter_for(lasting_place.callum, broken.matter_id).reviewed_at is not None


def test_whoever_looks_it_over_reads_which_pages_and_whose_only_where_they_may_see_them(lasting_place):
    journey = introduce(lasting_place)
    joins(lasting_place, lasting_place.maggie)
    broken = breaks(lasting_place.maggie)
    maggie = just_signed_in(lasting_place.maggie)
    assert "You broke the glass" in maggie.get(f"/people/{journey.person_id}/").content.decode()
    maggie.get(f"/people/{journey.person_id}/story/")
    tells()
    here = reverse("glass:matter", args=[broken.matter_id])
    alongside = signed_in(lasting_place.tom).get(here).content.decode()
    assert "where things stand" in alongside
    assert "About Ama" in alongside
    leave_it_for_days(broken.matter_id)
    apart = signed_in(lasting_place.callum).get(here).content.decode()
    assert "the story so far" in apart
    assert WORDS in apart
    assert "Ama" not in apart
    assert str(journey.person_id) not in apart


def test_today_says_that_something_waits_to_be_looked_over(lasting_place):
    breaks(lasting_place.callum, "Zebedee")
    tells()
    assert "One thing waits for you to look it over" in signed_in(lasting_place.tom).get("/today/").content.decode()
    assert "to look it over" not in signed_in(lasting_place.priya).get("/today/").content.decode()
    assert "nobody was found" in signed_in(lasting_place.tom).get("/glass/reviews/").content.decode()
    assert "nobody was found" not in signed_in(lasting_place.priya).get("/glass/reviews/").content.decode()


# -- shown to the person -----------------------------------------------------------------------------------------------
def test_the_person_reads_who_by_role_why_when_and_whether_it_was_looked_over(lasting_place):
    journey = reached(lasting_place, introduce(lasting_place))
    person = own_page(lasting_place, journey)
    broken = breaks(lasting_place.callum)
    just_signed_in(lasting_place.callum).get(f"/people/{journey.person_id}/")
    mine = page_of(person)
    assert "Callum" not in mine
    for said in ("support worker", "You were there in front of them", WORDS, "Somebody else is to look this over"):
        assert said in mine
    around = signed_in(lasting_place.tom).get(f"/people/{journey.person_id}/around/").content.decode()
    assert "Callum" in around
    assert WORDS in around
    tells()
    review(lasting_place.tom, broken.matter_id)
    mine = page_of(person)
    assert "Somebody else looked this over on" in mine
    assert "We spoke" not in mine


def test_words_that_are_kept_back_are_read_once_whoever_looks_it_over_says_so(lasting_place):
    journey = reached(lasting_place, introduce(lasting_place))
    person = own_page(lasting_place, journey)
    kept, open_ = (
        breaks(who, kept_back=why)
        for who, why in ((lasting_place.callum, KeptBack.CONFIDENCE), (lasting_place.callum, KeptBack.NOTHING))
    )
    assert open_.matter_id is None  # still open: nothing new was broken
    assert WORDS not in page_of(person)
    assert WORDS not in signed_in(lasting_place.tom).get(f"/people/{journey.person_id}/around/").content.decode()
    tells()
    page = signed_in(lasting_place.tom).get(reverse("glass:matter", args=[kept.matter_id])).content.decode()
    assert WORDS in page
    assert "Should that stay so?" in page
    review(lasting_place.tom, kept.matter_id, may_read=True)
    assert WORDS in page_of(person)


def test_they_stay_kept_back_where_the_review_says_so(lasting_place):
    journey = reached(lasting_place, introduce(lasting_place))
    person = own_page(lasting_place, journey)
    kept = breaks(lasting_place.callum, kept_back=KeptBack.HARM)
    tells()
    review(lasting_place.tom, kept.matter_id, may_read=False)
    mine = page_of(person)
    assert WORDS not in mine
    assert "Somebody else looked this over on" in mine


def page_of(person) -> str:
    return re.sub(r"\s+", " ", person.get(reverse("website:my_page")).content.decode())


# -- pages -------------------------------------------------------------------------------------------------------------
def test_it_is_reached_from_the_foot_of_find_and_asks_first_who_one_is(lasting_place):
    assert reverse("glass:glass") in signed_in(lasting_place.callum).get("/find/").content.decode()
    long_ago = just_signed_in(lasting_place.callum, ago=3600)
    sent = long_ago.get("/glass/")
    assert (sent.status_code, "again" in sent["Location"]) == (302, True)
    introduce(lasting_place)
    refused = long_ago.post("/glass/", TYPED)
    assert refused.status_code == 422
    assert "Show once more who you are" in refused.content.decode()
    assert WORDS in refused.content.decode()
    with as_(lasting_place.callum):
        assert not Matter.objects.exists()


def test_a_found_person_and_nobody_are_told_only_to_whoever_asked(lasting_place):
    introduce(lasting_place)
    callum = just_signed_in(lasting_place.callum)
    found = callum.post("/glass/", TYPED, follow=True).content.decode()
    assert "You can see Ama now" in found
    nobody = callum.post("/glass/", TYPED | {"called": "Zebedee"}, follow=True).content.decode()
    assert "Nobody was found by exactly that" in nobody
    assert "Introduce somebody" in nobody


def test_what_is_missing_is_said_beside_it_and_nothing_typed_is_lost(lasting_place):
    callum = just_signed_in(lasting_place.callum)
    answer = callum.post("/glass/", TYPED | {"why": "", "way": ""})
    assert answer.status_code == 422
    for said in ("Choose what has happened", "Give a phone number, an email address or a postcode", WORDS):
        assert said in answer.content.decode()


def test_it_is_ended_by_a_press(lasting_place):
    journey = introduce(lasting_place)
    broken = breaks(lasting_place.callum)
    callum = just_signed_in(lasting_place.callum)
    assert callum.get(f"/people/{journey.person_id}/").status_code == 200
    assert signed_in(lasting_place.dev).post(reverse("glass:end", args=[broken.matter_id])).status_code == 404
    ended = callum.post(reverse("glass:end", args=[broken.matter_id]), follow=True).content.decode()
    assert "This has ended" in ended
    assert callum.get(f"/people/{journey.person_id}/").status_code == 404
