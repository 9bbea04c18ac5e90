"""Every sentence people see goes through gettext."""
