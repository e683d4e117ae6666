"""Moved to `sourcier.evaluation.answers`; kept until those who import it from here have been told."""

from sourcier.evaluation.answers import *  # noqa: F403
from sourcier.evaluation.intervals import *  # noqa: F403
