"""Of an account the website changes the password and when it was last used: never whose it is, nor where a code goes."""

from django.db import migrations


def run(sql: str) -> migrations.RunSQL:
    return migrations.RunSQL(sql, migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [("website", "0001_rights"), ("places", "0003_own_duty"), ("huddles", "0003_own_huddles")]

    operations = [
        run("revoke update on accounts_user from lw_web"),
        run("grant update (password, last_login) on accounts_user to lw_web"),
        # An address is given by whoever makes the account, as the owner; that a code came back from it may be said.
        run("revoke insert, update, delete on account_emailaddress, account_emailconfirmation from lw_web"),
        run("grant update (verified) on account_emailaddress to lw_web"),
    ]
