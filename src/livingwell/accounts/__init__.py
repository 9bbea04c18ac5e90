"""Signing in: who a practitioner is to this machine."""
