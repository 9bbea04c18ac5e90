"""Pure helpers for dates, text, keys and sentences; knows neither Django nor the domain."""
