"""What the serving role may do with the tables that belong to nobody's room: accounts, sessions, second factors."""

from django.db import migrations

MAY = {
    "select, update": ["accounts_user"],
    "select, insert, update, delete": [
        "django_session",
        "account_emailaddress",
        "account_emailconfirmation",
        "mfa_authenticator",
        "website_cache",
    ],
    "select": ["django_content_type", "auth_permission", "django_migrations"],
}


def run(sql: str) -> migrations.RunSQL:
    return migrations.RunSQL(sql, migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("sessions", "0001_initial"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("huddles", "0002_gates"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        # The shape that Django's database cache reads; throttles count here.
        run(
            "create table website_cache (cache_key varchar(255) primary key, value text not null,"
            " expires timestamptz not null)"
        ),
        run("create index website_cache_expires on website_cache (expires)"),
        *[run(f"grant {verbs} on {table} to lw_web") for verbs, tables in MAY.items() for table in tables],
        run("grant select on accounts_user to lw_worker"),
        # Keys of tables that are not ours are counted by the database.
        run("grant usage on all sequences in schema public to lw_web"),
    ]
