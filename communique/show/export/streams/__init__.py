"""Formats that go on and on: the record as JSON Lines, calendars, feeds."""
