"""Who may do what with deliveries and jobs, asked of the database with Django out of the way."""

from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from post.carrying import hand_over
from procrastinate.exceptions import ConnectorException
from psycopg.errors import InsufficientPrivilege
from record.roles import BOTTOM, second_connection, signed_in_as

from livingwell.post.rights import allow_deferring

pytestmark = [pytest.mark.django_db(transaction=True, available_apps=BOTTOM), pytest.mark.usefixtures("empty_queue")]
OURS = ("post_delivery", "post_attempt")
COLUMNS = dict.fromkeys(OURS, "id") | {
    "procrastinate_jobs": "args",
    "procrastinate_events": "at",
    "procrastinate_periodic_defers": "job_id",
    "procrastinate_workers": "last_heartbeat",
}
HAND_OVER = """
    insert into post_delivery (id, transport, "to", sender, subject, body, state, tries, made_at, last_trouble)
    values (%s, 'email', 'sam@example.org', '', '', 'Hi', %s, %s, now(), '')"""
REFUSED = ("select count(*) from {}", "update {} set {} = null", "delete from {}", "truncate {}", "drop table {}")


@pytest.mark.parametrize("role", ["lw_web", "lw_eval"])
@pytest.mark.parametrize(("table", "column"), COLUMNS.items())
def test_it_sees_and_changes_no_delivery_and_no_job(settings, role, table, column):
    settings.POST_WITHOUT_PROVIDER = "folder"
    hand_over()
    with second_connection(role) as own:
        for statement in REFUSED:
            with pytest.raises(InsufficientPrivilege):
                own.execute(statement.format(table, column))


def test_the_web_hands_over_only_what_is_still_to_be_tried():
    with second_connection("lw_web") as web:
        assert web.execute(HAND_OVER, [uuid4(), "waiting", 0]).rowcount == 1
        for state, tries in (("sent", 0), ("waiting", 3)):
            with pytest.raises(InsufficientPrivilege):
                web.execute(HAND_OVER, [uuid4(), state, tries])


def test_the_evaluator_hands_nothing_over_and_queues_nothing():
    with second_connection("lw_eval") as evaluator:
        with pytest.raises(InsufficientPrivilege):
            evaluator.execute(HAND_OVER, [uuid4(), "waiting", 0])
        with pytest.raises(InsufficientPrivilege):
            evaluator.execute("select procrastinate_defer_jobs_v1('{}')")


def test_the_worker_may_not_delete_or_readdress_what_it_carries(settings):
    settings.POST_WITHOUT_PROVIDER = "folder"
    hand_over()
    with second_connection("lw_worker") as worker:
        for statement in ("delete from post_delivery", "update post_delivery set id = id", "truncate post_delivery"):
            with pytest.raises(InsufficientPrivilege):
                worker.execute(statement)
        for statement in ("delete from post_attempt", "update post_attempt set trouble = ''"):
            with pytest.raises(InsufficientPrivilege):
                worker.execute(statement)


def test_both_tables_are_gated_by_the_database():
    with second_connection("lw_owner") as owner:
        found = owner.execute(
            "select relname, relrowsecurity and relforcerowsecurity from pg_class where relname = any(%s)", [list(OURS)]
        ).fetchall()
    assert sorted(found) == [(table, True) for table in sorted(OURS)]


LENT = """select p.proname, p.prosecdef, p.proconfig from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.proname like 'procrastinate\\_%'
      and (p.prosecdef or p.proname ~ '^procrastinate_defer_jobs_v' or p.prorettype = 'trigger'::regtype) order by 1"""
EXPECTED = [
    (name, True, ["search_path=public, pg_temp"])
    for name in (
        "procrastinate_defer_jobs_v1",
        "procrastinate_notify_queue_abort_job_v1",
        "procrastinate_notify_queue_job_inserted_v1",
        "procrastinate_trigger_abort_requested_events_procedure_v1",
        "procrastinate_trigger_function_scheduled_events_v1",
        "procrastinate_trigger_function_status_events_insert_v1",
        "procrastinate_trigger_function_status_events_update_v1",
        "procrastinate_unlink_periodic_defers_v1",
    )
]


def lent() -> list:
    with second_connection("lw_owner") as owner:
        return owner.execute(LENT).fetchall()


def test_the_owners_rights_are_lent_to_queueing_and_its_triggers_alone_with_a_pinned_path():
    assert lent() == EXPECTED


def test_a_temporary_table_of_the_same_name_does_not_stand_in_for_the_queue():
    with second_connection("lw_web") as web:
        try:
            web.execute("create temporary table procrastinate_jobs (like pg_class)")
        except InsufficientPrivilege:
            return  # better still: no temporary tables at all
        queue = "array[row('post', 'post.deliver', 0, null, null, '{}', null)]::procrastinate_job_to_defer_v1[]"
        assert web.execute(f"select procrastinate_defer_jobs_v1({queue})").rowcount == 1


@pytest.mark.parametrize("again", ["by hand", "migrate"])
def test_what_an_upgrade_of_the_queue_takes_away_is_given_again(settings, again):
    settings.POST_WITHOUT_PROVIDER = "folder"
    with second_connection("lw_owner") as owner:
        owner.execute("alter function procrastinate_defer_jobs_v1 security invoker")
        owner.execute("alter function procrastinate_defer_jobs_v1 reset search_path")
        owner.execute("revoke all on procrastinate_jobs from lw_worker")
    with pytest.raises(ConnectorException):
        hand_over()
    with signed_in_as("lw_owner"):
        allow_deferring(connection) if again == "by hand" else call_command("migrate", verbosity=0)
    assert lent() == EXPECTED
    hand_over()
    with second_connection("lw_worker") as worker:
        assert worker.execute("select count(*) from procrastinate_jobs").fetchone() == (1,)
