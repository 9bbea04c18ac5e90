"""A plan, a wheel and goals are written by the person or beside them, and by no worker: asked of the database."""

import pytest
from neighbourhood import owner_connection

pytestmark = pytest.mark.django_db

TABLES = "select c.oid::regclass::text from pg_class c where c.relkind = 'r' and c.relname like 'plans\\_%' order by 1"
MAY = "select has_any_column_privilege('lw_worker', %s::regclass, %s)"


def test_a_worker_reads_them_and_writes_none():
    with owner_connection() as owner:
        tables = [row[0] for row in owner.execute(TABLES).fetchall()]
        may = [(t, verb) for t in tables for verb in ("insert", "update") if _may(owner, t, verb)]
    assert len(tables) > 5
    assert may == []


def _may(owner, table: str, verb: str) -> bool:
    return owner.execute(MAY, [table, verb]).fetchone()[0]
