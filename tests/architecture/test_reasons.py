"""Every dependency, ignore and exemption has its reason beside it."""
