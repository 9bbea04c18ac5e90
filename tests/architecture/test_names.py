"""Constraints and indexes are named, and a time that somebody set has who beside it."""
