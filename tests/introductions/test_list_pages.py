"""The pages by which a list is brought in: three plain forms, a look before anything is made, and what came of it."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from doorway import text_of
from introductions.listing import (
    BRING,
    HEADINGS_ROW,
    PEOPLE,
    TIDY_COLUMNS,
    choose,
    dirty_list,
    list_in,
    say_columns,
    tidy,
    workbook,
)
from introductions.test_list_files import NOT_READ
from neighbourhood import as_, introduce, owner_connection, signed_in
from record.roles import signed_in_as

from livingwell.access.models import PersonKey
from livingwell.design.uploads import AT_MOST, InMemory
from livingwell.introductions import jobs
from livingwell.introductions.models import Introduction, WaitingList
from livingwell.introductions.words import Column

pytestmark = pytest.mark.django_db
DIRTY_COLUMNS = {
    0: Column.LEFT_OUT,
    1: Column.NAME,
    2: Column.PHONE,
    3: Column.EMAIL,
    4: Column.ADDRESS,
    5: Column.INTRODUCED_ON,
    6: Column.INTRODUCED_BY,
    7: Column.GOING_ON,
    8: Column.NOTE,
}


@pytest.fixture
def tom(place) -> Client:
    return signed_in(place.tom)


def looked_at(client: Client, data: bytes, columns: dict[int, Column], **said) -> str:
    """Choose a list and say its columns; return the address of the page that looks it over."""
    address = choose(client, data)["Location"]
    looked = say_columns(client, address, columns, **said)
    assert looked.status_code == 303, text_of(looked)
    return looked["Location"]


def bring(client: Client, look: str, key: str = ""):
    return client.post(look.replace("look/", "bring-in"), {"_once": key or str(uuid4())})


# -- the way through ---------------------------------------------------------------------------------------------------
def test_the_dirty_list_walks_through_its_pages(tom, place):
    chosen = choose(tom, dirty_list())
    address = chosen["Location"]
    which = text_of(tom.get(address))
    assert "Which tab is the list?" in which
    assert "2024, done" in which
    assert "Empty" not in which
    page = tom.get(f"{address}?tab=0").content.decode()
    assert page.count(" selected>") == len([one for one in DIRTY_COLUMNS.values() if one])
    for number, says in DIRTY_COLUMNS.items():
        select = page.split(f'name="column_{number}"')[1].split("</select>")[0]
        assert f'value="{says.value}" selected' in select or not says
    look = say_columns(tom, address, DIRTY_COLUMNS, row=HEADINGS_ROW)["Location"]
    words = text_of(tom.get(look))
    assert f"{PEOPLE} people would come in" in words
    assert "8 rows are left out" in words
    assert "Row 20 *** ring these first, says Morag *** This looks like a note" in words
    assert "Row 22, Ngozi ACHEBE · row 23, Ngozi Achebe-Baird the same number or address" in words
    assert "The date could not be read in row 11, " in words
    assert "1 row says more of the person above it" in words
    with as_(place.tom):
        assert not PersonKey.objects.exists()
    done = bring(tom, look)
    came = text_of(tom.get(done["Location"]))
    assert f"{PEOPLE} people came in" in came
    assert "Row 17 Farida Baird Left out." in came
    assert "same number or address · One person, or two?" in came
    pair = tom.get(done["Location"]).content.decode().split("/beside/")[0].split('"')[-1]
    assert "Perhaps written down twice" in text_of(tom.get(f"{pair}/"))
    with as_(place.tom):
        assert Introduction.objects.count() == PEOPLE
    assert "Gethin Achebe" in text_of(tom.get("/introductions/?look=to-read"))


def test_a_page_of_somebody_brought_in_says_what_the_list_said(tom, place):
    look = looked_at(tom, dirty_list(), DIRTY_COLUMNS, row=HEADINGS_ROW, tab=0)
    bring(tom, look)
    with as_(place.tom):
        mum = Introduction.objects.get(person__called="Dilys Baird").pk
        noted = Introduction.objects.get(confidences__isnull=False).pk
    page = text_of(tom.get(f"/introductions/{mum}/"))
    assert "From a waiting list, introduced by Dr Sinclair, waiting since" in page
    assert "mum’s, after 4" in page
    assert "Not sleeping" in page
    assert "does not know yet" not in page
    assert "In confidence, from Dr Sinclair" in text_of(tom.get(f"/introductions/{noted}/"))


def test_headings_on_another_row_are_looked_at_again(tom):
    address = choose(tom, workbook([("Ours",), ("Name", "Tel"), ("Ama", "07700 900123")]))["Location"]
    assert "What is in “Tel”?" in tom.get(address).content.decode()
    again = tom.get(f"{address}?tab=0&headings=0").content.decode()
    assert "What is in “Column B”?" in again
    for made_up in ("?tab=99&headings=99999", "?tab=x&headings=-1", "?headings=%00"):
        assert tom.get(address + made_up).status_code == 200


def test_what_was_said_of_the_columns_is_there_again_on_going_back(tom):
    look = looked_at(tom, tidy(3), {**TIDY_COLUMNS, 3: Column.NOTE}, per_day=7)
    page = tom.get(look.replace("look/", "columns/")).content.decode()
    assert 'value="note" selected' in page
    assert 'value="7"' in page


@pytest.mark.parametrize(
    ("columns", "per_day", "sentence"),
    [
        ({1: Column.PHONE}, 10, "Say which column has their name"),
        ({0: Column.NAME}, 10, "Say which column has a way to reach them"),
        ({**TIDY_COLUMNS, 3: Column.INTRODUCED_ON}, 10, "Only one column can be “Date introduced”"),
        (TIDY_COLUMNS, "", "Enter how many people a day"),
        (TIDY_COLUMNS, "0", "Enter a number from 1 to 500"),
        (TIDY_COLUMNS, "many", "Enter a whole number"),
    ],
)
def test_columns_that_cannot_be_are_shown_again_with_a_sentence(columns, per_day, sentence, tom):
    address = choose(tom, tidy(3))["Location"]
    again = say_columns(tom, address, columns, per_day=per_day)
    assert again.status_code == 422
    assert sentence in text_of(again)


def test_a_list_longer_than_the_team_can_do_offers_a_bigger_number_before_anything_is_made(tom, place):
    look = looked_at(tom, tidy(90), TIDY_COLUMNS, per_day=2)
    page = tom.get(look)
    assert "More than the team can do" in text_of(page)
    assert "90 people are on this list. At 2 a day" in text_of(page)
    assert "Bring in 90 people" not in text_of(page)
    refused = bring(tom, look)
    assert refused.status_code == 422
    assert "At 2 a day" in text_of(refused)
    needed = page.content.decode().split('name="per_day"')[1].split('value="')[1].split('"')[0]
    for wrong in ("", "x", "0"):
        assert tom.post(look.replace("look/", "pace"), {"per_day": wrong}).status_code == 422
    assert tom.post(look.replace("look/", "pace"), {"per_day": needed})["Location"] == look
    assert "Bring in 90 people" in text_of(tom.get(look))
    assert bring(tom, look).status_code == 303


# -- twice, and half way -----------------------------------------------------------------------------------------------
def test_the_button_pressed_twice_brings_in_once(tom, place):
    look, key = looked_at(tom, tidy(3), TIDY_COLUMNS), str(uuid4())
    went = [bring(tom, look, key)["Location"] for _ in range(2)]
    assert bring(tom, look)["Location"] == went[0] == went[1]
    with as_(place.tom):
        assert Introduction.objects.count() == 3


def test_the_same_file_again_says_so_and_has_no_button(tom):
    bring(tom, looked_at(tom, tidy(3), TIDY_COLUMNS))
    again = text_of(tom.get(looked_at(tom, tidy(3), TIDY_COLUMNS)))
    assert "0 people would come in" in again
    assert again.count("This row has been brought in before.") == 3
    assert "Nobody would come in from this list" in again
    assert "Bring in" not in again


def test_every_page_of_a_list_leads_to_where_it_has_got_to(tom):
    address = choose(tom, tidy(3))["Location"]
    look, came = address.replace("columns/", "look/"), address.replace("columns/", "")
    assert tom.get(look)["Location"] == address
    assert tom.get(came)["Location"] == address
    say_columns(tom, address, TIDY_COLUMNS)
    bring(tom, look)
    assert {tom.get(one)["Location"] for one in (address, look)} == {came}
    assert tom.get(look.replace("look/", "bring-in"))["Location"] == look


def test_a_file_is_forgotten_when_asked_and_after_a_day(tom, place):
    gone = choose(tom, tidy(1))["Location"]
    tom.post(gone.replace("columns/", "forget"))
    assert tom.get(gone).status_code == 404
    stays = choose(tom, tidy(1))["Location"]
    assert tom.get(stays).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_the_worker_forgets_a_list_after_a_day_and_no_sooner(lasting_place):
    tom = signed_in(lasting_place.tom)
    old, new = (list_in(choose(tom, tidy(1))["Location"]) for _ in range(2))
    with owner_connection() as owner:
        owner.execute("update introductions_waitinglist set made_at = now() - interval '25 hours' where id = %s", [old])
    with signed_in_as("lw_worker"):
        jobs.forget_lists(timestamp=0)
    with owner_connection() as owner:
        assert owner.execute("select id from introductions_waitinglist").fetchall() == [(new,)]


# -- files that are none -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("what", NOT_READ)
def test_a_file_that_is_no_list_is_shown_its_sentence_and_nothing_is_kept(what, tom, place):
    data, sentence = NOT_READ[what]
    for name in ("list.csv", "list.xlsx"):
        answer = choose(tom, data, name=name)
        assert answer.status_code == 422
        assert sentence in text_of(answer)
    with as_(place.tom):
        assert not WaitingList.objects.exists()


def test_a_file_that_is_too_large_is_heard_to_its_end_and_kept_nowhere(tom):
    answer = choose(tom, b"x" * (AT_MOST + 1))
    assert answer.status_code == 422
    assert "Choose one of at most 10.0 MB" in text_of(answer).replace("\xa0", " ")
    assert "Choose the file the list is in" in text_of(tom.post(BRING, {}))


@pytest.mark.parametrize(("says", "held"), [(200_000_000, 0), (0, AT_MOST)])
def test_of_two_hundred_megabytes_nothing_is_held_that_will_be_refused(says, held):
    """Where a form says how long it is, not even the beginning; a browser always does."""
    handler, chunk = InMemory(), b"x" * 65_536
    handler.handle_raw_input(None, {}, says, b"")
    handler.new_file("file", "list.csv", "text/csv", None)
    most = 0
    for start in range(0, 200_000_000, len(chunk)):
        handler.receive_data_chunk(chunk, start)
        most = max(most, handler.kept.getbuffer().nbytes)
    assert most <= held
    assert handler.file_complete(200_000_000).size == 200_000_000


def test_files_that_nobody_asked_for_are_not_taken_in(tom):
    two = {name: SimpleUploadedFile(f"{name}.csv", tidy(1)) for name in ("file", "other")}
    assert tom.post(BRING, two).status_code == 400


# -- whose it is -------------------------------------------------------------------------------------------------------
def test_whoever_leads_no_team_gets_a_sentence_and_no_form(place):
    for one in (place.shanice, place.maggie):
        page = signed_in(one).get(BRING)
        assert page.status_code == 200
        assert "for whoever leads the team" in text_of(page)
        assert "<form" not in page.content.decode().split("<main")[1]
        assert choose(signed_in(one), tidy(1)).status_code == 200


def test_a_list_is_nobody_else_s_not_even_of_their_team(tom, place):
    address = choose(tom, tidy(3))["Location"]
    for one in (place.shanice, place.callum, place.priya):
        for what in ("", "columns/", "look/"):
            theirs = signed_in(one).get(address.replace("columns/", what))
            none = signed_in(one).get(address.replace("columns/", what).replace(str(list_in(address)), str(uuid4())))
            assert theirs.status_code == none.status_code == 404
        for what in ("pace", "bring-in", "forget"):
            assert signed_in(one).post(address.replace("columns/", what), {"per_day": "3"}).status_code == 404
    assert tom.get(address).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_somebody_who_no_longer_leads_has_the_list_no_more(lasting_place):
    tom = signed_in(lasting_place.tom)
    look = looked_at(tom, tidy(3), TIDY_COLUMNS)
    with owner_connection() as owner:
        owner.execute("update places_membership set leads = false where practitioner_id = %s", [lasting_place.tom.pk])
    assert tom.get(look).status_code == 404
    assert bring(tom, look).status_code == 404


def test_no_address_and_no_session_says_anything_of_anybody(tom):
    look = looked_at(tom, tidy(3), TIDY_COLUMNS)
    assert "Person" not in look
    assert "Person" not in str(dict(tom.session))


def test_a_script_in_a_cell_is_words(tom):
    rows = [("<script>alert(1)</script> name", "Tel"), ("<b>Ama</b>", "07700 900123 <script>alert(2)</script>")]
    address = choose(tom, workbook(rows))["Location"]
    look = say_columns(tom, address, {0: Column.NAME, 1: Column.PHONE})["Location"]
    came = bring(tom, look)["Location"]
    for page in (address, look, came):
        assert "<script>alert" not in tom.get(page, follow=True).content.decode()


def test_each_page_costs_as_much_whatever_its_rows(tom, place, figure):
    counted: dict[str, set[int]] = {}
    for people in (15, 150):
        for number in range(people // 15):
            introduce(place, f"Here {people} {number}")
        address = choose(tom, tidy(people, begin=people))["Location"]
        look = say_columns(tom, address, TIDY_COLUMNS, per_day=50)["Location"]
        pages = [address, look]
        for name, page in zip(("columns", "look"), pages, strict=True):
            counted.setdefault(name, set()).add(queries(tom, page))
        counted.setdefault("came", set()).add(queries(tom, bring(tom, look)["Location"]))
    assert {name: len(found) for name, found in counted.items()} == {"columns": 1, "look": 1, "came": 1}
    assert max(max(found) for found in counted.values()) <= 15


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_nothing_is_half_done_after_looking(tom, place):
    looked_at(tom, tidy(3), TIDY_COLUMNS)
    with as_(place.tom):
        assert not Introduction.objects.exists()
        assert WaitingList.objects.filter(made_at__lte=timezone.now()).count() == 1
