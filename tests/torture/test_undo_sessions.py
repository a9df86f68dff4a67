"""A few random sessions: all undone is the start, all redone is the end."""

from __future__ import annotations

from hypothesis import settings

from tests.torture.undo_sessions import Sessions

TestSessions = Sessions.TestCase
TestSessions.settings = settings(max_examples=3, stateful_step_count=25, deadline=None)
