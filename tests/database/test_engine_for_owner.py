"""Django's tests, in a small project of their own: made by the owner of the tables, run as the web's role."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from real_servers import PATHS

from livingwell.website.database import embedded
from livingwell.website.database.roles import LW_SUPER

PROJECT = {
    "shop/__init__.py": "",
    "shop/migrations/__init__.py": "",
    "shop/management/__init__.py": "",
    "shop/management/commands/__init__.py": "",
    "shop/management/commands/flush.py": "from livingwell.website.database.engine.flush import Command",
    "shop/models.py": """
from django.db import models
class Thing(models.Model):
    name = models.CharField(max_length=50)
""",
    "shop/migrations/0001_initial.py": """
from django.db import migrations, models
class Migration(migrations.Migration):
    initial = True
    dependencies = [("contenttypes", "0002_remove_content_type_name"), ("auth", "__latest__")]
    operations = [
        migrations.CreateModel("Thing", [("id", models.BigAutoField(primary_key=True)),
                                         ("name", models.CharField(max_length=50))]),
        migrations.RunSQL("grant select, insert on shop_thing to lw_web; grant usage on shop_thing_id_seq to lw_web;"
                          "grant select on django_content_type to lw_web"),
        migrations.RunSQL("set role lw_gate; create function gate.who() returns text language sql security definer"
                          " as 'select current_user::text'; reset role"),
    ]
""",
    "settings.py": """
import os
from pathlib import Path
from livingwell.website.database.connections import settings_for
SECRET_KEY = "made up"
INSTALLED_APPS = ["shop", "django.contrib.contenttypes", "django.contrib.auth"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": settings_for(os.environ, folder=Path(__file__).parent / "var", for_tests=True)}
""",
    "test_shop.py": """
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django.test import TestCase, TransactionTestCase
from shop.models import Thing

def ask(question):
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]

class Served:
    def test_the_web_serves(self):
        self.assertEqual(ask("select current_user"), "lw_web")
        self.assertEqual(ask("select gate.who()"), "lw_gate")
        Thing.objects.create(name="one")
        self.assertEqual(Thing.objects.count(), 1)

    test_and_again = test_the_web_serves

class InOneTransaction(Served, TestCase):
    def test_an_unnamed_viewer_raises(self):
        with self.assertRaisesMessage(DatabaseError, "nobody has been named"):
            ask("select gate.viewer_kind()")

class Committed(Served, TransactionTestCase):
    def test_what_django_puts_back_is_there(self):
        self.assertEqual(Thing.objects.count(), 0)
        self.assertGreaterEqual(ask("select count(*) from django_content_type"), 3)

    test_and_after_the_next = test_what_django_puts_back_is_there

    def test_the_web_may_not_empty_a_table(self):
        with self.assertRaisesMessage(DatabaseError, "permission denied"):
            ask("truncate shop_thing")

class Third(Served, TestCase):
    def test_nothing_is_put_back_from_a_copy_nobody_made(self):
        with self.assertRaisesMessage(ImproperlyConfigured, "make what the test needs in the test"):
            connection.creation.deserialize_db_from_string("[]")
""",
    "pytest.ini": "[pytest]\nDJANGO_SETTINGS_MODULE = settings\npythonpath = .\n",
}


@pytest.fixture
def project(ground: Path) -> Path:
    for name, text in PROJECT.items():
        (ground / name).parent.mkdir(parents=True, exist_ok=True)
        (ground / name).write_text(text)
    (ground / "var").mkdir()
    return ground


def run(project: Path, *words: str, role: str = "web") -> str:
    told = {"PYTHONPATH": PATHS, "DJANGO_SETTINGS_MODULE": "settings", "PATH": os.environ["PATH"]}
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=project,
        env={**told, "LIVINGWELL_ROLE": role},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ("django", "test", "--noinput", "--parallel", "2"),
        ("pytest", "-q", "-p", "no:cacheprovider", "-n", "2"),
        ("pytest", "-q", "-p", "no:cacheprovider", "--reuse-db"),
    ],
    ids=" ".join,
)
def test_a_project_s_tests_pass_as_the_web_s_role(project: Path, words: tuple[str, ...]) -> None:
    try:
        for _ in range(2 if "--reuse-db" in words else 1):
            said = run(project, *words)
            assert "OK" in said or "11 passed" in said
        cluster = embedded.ensure_running(project / "var", for_tests=True)
        with psycopg.connect(cluster.conninfo(LW_SUPER)) as admin:
            left = admin.execute("select datname from pg_database where datname like 'test%'").fetchall()
        assert left == ([("test_livingwell",)] if "--reuse-db" in words else [])
    finally:
        embedded.stop(project / "var", for_tests=True)


@pytest.mark.slow
def test_migrating_is_the_owner_s_and_refused_to_the_web(project: Path) -> None:
    try:
        with pytest.raises(AssertionError, match="permission denied"):
            run(project, "django", "migrate")
        run(project, "django", "migrate", role="owner")
        run(project, "django", "flush", "--noinput")  # as the web: our command becomes the owner by itself
    finally:
        embedded.stop(project / "var", for_tests=True)
