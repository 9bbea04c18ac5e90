"""A viewer is who the website says, in its own hand; SQL alone cannot become somebody else."""

import time
from collections.abc import Callable, Iterator

import psycopg
import pytest
from real_servers import KEY, SOMEBODY, named

from livingwell.website.database.embedded import Cluster
from livingwell.website.database.gate import pads, prepare_database
from livingwell.website.database.roles import LW_SUPER, LW_WEB

Saying = Callable[[str | None], tuple]


@pytest.fixture
def saying(cluster: Cluster, place: str) -> Iterator[Saying]:
    """As the web role, in a transaction of its own: name the viewer, and hear who that is."""
    with psycopg.connect(cluster.conninfo(LW_WEB, place)) as web:

        def say(line: str | None) -> tuple:
            with web.transaction():
                if line is not None:
                    web.execute("select set_config('livingwell.viewer', %s, true)", [line])
                return web.execute("select gate.viewer_kind(), gate.viewer_ref()").fetchone() or ()

        yield say


def refused(saying: Saying, line: str | None) -> str | None:
    with pytest.raises(psycopg.Error) as refusal:
        saying(line)
    return refusal.value.sqlstate


def test_a_signed_viewer_is_who_they_are(saying: Saying) -> None:
    assert saying(named("practitioner", SOMEBODY)) == ("practitioner", SOMEBODY)
    assert saying(named("front_door", "-")) == ("front_door", None)


def test_nobody_is_nobody_and_needs_no_signature(saying: Saying) -> None:
    assert saying("nobody") == ("nobody", None)


def test_naming_no_one_at_all_raises_also_after_somebody_was_named(saying: Saying) -> None:
    assert refused(saying, None) == "LW001"
    saying(named())
    assert refused(saying, None) == "LW001"
    assert refused(saying, "") == "LW001"


def test_a_name_is_gone_when_its_transaction_ends_and_never_stays_on_the_connection(saying: Saying) -> None:
    for _ in range(3):
        assert saying(named())[0] == "practitioner"
        assert refused(saying, None) == "LW001"


GOOD = named(until=time.time() + 3600)
KIND, REF, UNTIL, MAC = GOOD.split()
OTHER = str(SOMEBODY).replace("0", "1")


@pytest.mark.parametrize(
    "line",
    [
        f"person {REF} {UNTIL} {MAC}",
        f"{KIND} {OTHER} {UNTIL} {MAC}",
        f"{KIND} {REF} {int(UNTIL) + 1} {MAC}",
        f"{KIND} {REF} {UNTIL} {MAC[:-1]}{'0' if MAC[-1] != '0' else '1'}",
        f"{KIND} {REF} {UNTIL} {MAC.upper()}",
        f"{KIND} {REF} {UNTIL} {MAC[:-2]}",
        f"{KIND} {REF} {UNTIL} {MAC}\n",
        f" {GOOD}",
        f"{GOOD} ",
        GOOD.replace(" ", "  ", 1),
        GOOD.replace(" ", "\t", 1),
        f"{KIND} {REF} {UNTIL}",
        f"{KIND} {REF} {UNTIL} ",
        "practitioner",
        "Nobody",
        "nobody ",
        "practitioner:1 or 1=1",
        "é" * 500,
        named(key=b"another key"),
        named(ref="01234567"),  # signed by us, and no uuid
        named(ref="1"),
        named(ref=str(SOMEBODY).upper()),
        named("person'; drop table gate.viewer_key; --"),
    ],
    ids=lambda _line: "line",  # the same on every process, whatever second it began in
)
def test_anything_not_exactly_as_we_signed_it_is_refused(saying: Saying, line: str) -> None:
    assert refused(saying, line) == "LW002"


def test_a_name_ends_when_it_says(saying: Saying) -> None:
    assert refused(saying, named(until=time.time() - 1)) == "LW003"
    assert saying(named(until=time.time() + 5))[0] == "practitioner"
    assert refused(saying, named(until=1)) == "LW003"


def test_a_name_ends_inside_a_long_transaction_too(cluster: Cluster, place: str) -> None:
    with psycopg.connect(cluster.conninfo(LW_WEB, place)) as web:
        web.execute("select set_config('livingwell.viewer', %s, true)", [named(until=time.time() + 2)])
        assert web.execute("select gate.viewer_kind()").fetchone() == ("practitioner",)
        time.sleep(2.1)
        with pytest.raises(psycopg.Error) as refusal:
            web.execute("select gate.viewer_kind()")
    assert refusal.value.sqlstate == "LW003"


def test_functions_of_ours_cannot_be_fooled_by_tables_of_the_same_name(cluster: Cluster, place: str) -> None:
    with psycopg.connect(cluster.conninfo("lw_owner", place), autocommit=True) as owner:
        owner.execute("create temp table viewer_key (id int, inner_pad bytea, outer_pad bytea)")
        owner.execute("insert into viewer_key values (9, %s, %s)", pads(b"mine"))
        owner.execute("create function pg_temp.sha256(bytea) returns bytea language sql as $$ select ''::bytea $$")
        owner.execute("set search_path = pg_temp, public, pg_catalog")
        owner.execute("select pg_catalog.set_config('livingwell.viewer', %s, false)", [named(key=b"mine")])
        with pytest.raises(psycopg.Error) as refusal:
            owner.execute("select gate.viewer_kind()")
    assert refusal.value.sqlstate == "LW002"


def test_when_the_key_is_changed_the_one_before_still_signs_and_the_one_before_that_does_not(
    cluster: Cluster, place: str, saying: Saying
) -> None:
    def now(key: bytes) -> None:
        with psycopg.connect(cluster.conninfo(LW_SUPER, place), autocommit=True) as admin:
            prepare_database(admin, key)

    now(b"second key")
    assert saying(named(key=KEY))[0] == saying(named(key=b"second key"))[0] == "practitioner"
    now(b"a third key, longer than one block of SHA-256, which is sixty-four bytes, so that it is hashed first")
    assert refused(saying, named(key=KEY)) == "LW002"
    assert saying(named(key=b"second key"))[0] == "practitioner"
    now(KEY)
    assert saying(named(key=KEY))[0] == "practitioner"


def test_asking_who_the_viewer_is_costs_little(cluster: Cluster, place: str) -> None:
    with psycopg.connect(cluster.conninfo(LW_WEB, place)) as web:
        web.execute("select set_config('livingwell.viewer', %s, true)", [named()])
        began = time.perf_counter()
        web.execute("select count(gate.viewer_ref()) from generate_series(1, 2000)")
        assert (time.perf_counter() - began) / 2000 < 0.000_2  # 0.02 ms on a quiet machine


def test_other_processes_working_on_one_question_know_the_viewer_too(cluster: Cluster, place: str) -> None:
    with psycopg.connect(cluster.conninfo(LW_WEB, place)) as web:
        web.execute("select set_config('livingwell.viewer', %s, true)", [named()])
        web.execute("set local debug_parallel_query = on")
        assert web.execute("select gate.viewer_ref() from pg_class limit 1").fetchone() == (SOMEBODY,)
