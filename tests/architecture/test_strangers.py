"""Every URL refuses a stranger."""
