"""Letters and texts: a tray to print from, and a plain refusal where there is no provider."""

from datetime import timedelta

import pytest
from post.carrying import SAYS, answers_of, deliver, hand_over, let_pass, queued, row_of, state_of, sweep, work
from record.roles import BOTTOM, signed_in_as

from livingwell.lib.refusals import NotPossible
from livingwell.post import actions
from livingwell.post.transports import letter
from livingwell.post.words import State

pytestmark = [pytest.mark.django_db(transaction=True, available_apps=BOTTOM), pytest.mark.usefixtures("empty_queue")]


def test_a_letter_waits_in_the_tray_until_somebody_says_it_is_posted(told):
    made = hand_over(transport="letter", to="Sam <3\n1 High Street", body="Dear Sam,\n\nSee you <b>soon</b>.")
    work()
    page = (letter.tray() / f"{made}.html").read_text()
    assert "Sam &lt;3\n1 High Street" in page
    assert "<p>See you &lt;b&gt;soon&lt;/b&gt;.</p>" in page
    assert "http" not in page
    let_pass(made, timedelta(days=9))
    sweep()
    assert (state_of(made), queued(), told) == (State.WAITING, [], [])
    actions.say_posted(delivery_id=made)
    actions.say_posted(delivery_id=made)
    work()
    assert state_of(made) is State.SENT
    assert answers_of(made) == ["in_tray", "sent"]
    assert told == [(made, State.SENT)]
    assert list(letter.tray().iterdir()) == []


def test_only_a_letter_in_the_tray_can_be_posted(mailbox):
    email, printed = hand_over(), hand_over(transport="letter", to="Sam")
    for made in (email, printed):
        with signed_in_as("lw_worker"):
            actions.mark_posted(delivery_id=made)
    assert (state_of(email), state_of(printed)) == (State.WAITING, State.WAITING)


WITHOUT = [
    ("text", "07700 900123", "Texts cannot be sent from here yet"),
    ("email", "sam@example.org", "Emails cannot be sent from here yet"),
]


@pytest.mark.parametrize(("transport", "to", "sentence"), WITHOUT)
def test_without_a_provider_it_says_so_and_takes_nothing(settings, transport, to, sentence):
    settings.POST_SMTP_HOST, settings.POST_WITHOUT_PROVIDER = "", "refuse"
    with pytest.raises(NotPossible, match=sentence):
        hand_over(transport=transport, to=to)
    assert queued() == []


def test_a_letter_needs_somewhere_to_be_put(settings):
    settings.POST_FOLDER = None
    with pytest.raises(NotPossible, match="has not said where to put them"):
        hand_over(transport="letter", to="Sam")


@pytest.mark.parametrize(("transport", "to", "sentence"), WITHOUT)
def test_laid_in_a_folder_it_is_on_record_that_nobody_was_sent_it(settings, transport, to, sentence):
    settings.POST_SMTP_HOST, settings.POST_WITHOUT_PROVIDER = "", "folder"
    made = hand_over(transport=transport, to=to)
    assert deliver(made) is State.SENT
    laid = (settings.POST_FOLDER / transport / f"{made}.txt").read_text()
    assert laid.startswith(f"To: {to}\nFrom: Brackwell\n")
    assert SAYS["body"] in laid
    assert row_of(made).last_trouble.startswith("Nobody was sent this")


@pytest.mark.parametrize("was_there", [False, True], ids=["made by us", "there and open to all"])
@pytest.mark.parametrize(("transport", "to"), [("letter", "Sam"), ("text", "07700 900123")])
def test_what_is_laid_on_the_disk_is_for_nobody_elses_eyes(settings, transport, to, was_there):
    settings.POST_WITHOUT_PROVIDER = "folder"
    folder = letter.tray() if transport == "letter" else settings.POST_FOLDER / transport
    if was_there:
        folder.mkdir(parents=True, mode=0o755)
    deliver(hand_over(transport=transport, to=to))
    [laid] = folder.iterdir()
    assert laid.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


def test_laid_on_the_console_it_is_there_to_read(settings, capsys):
    settings.POST_WITHOUT_PROVIDER = "console"
    assert deliver(hand_over(transport="text", to="07700 900123")) is State.SENT
    assert "See you on Thursday" in capsys.readouterr().out


def test_a_provider_taken_away_meanwhile_is_not_now(settings):
    settings.POST_WITHOUT_PROVIDER = "folder"
    made = hand_over(transport="text", to="07700 900123")
    settings.POST_WITHOUT_PROVIDER = "refuse"
    assert deliver(made) is State.WAITING
    assert row_of(made).last_trouble.startswith("Texts cannot be sent")


def test_a_made_up_place_lays_things_in_its_folder(settings):
    settings.DEMONSTRATION = True
    if hasattr(settings, "POST_WITHOUT_PROVIDER"):
        del settings.POST_WITHOUT_PROVIDER
    assert deliver(hand_over(transport="text", to="07700 900123")) is State.SENT
