"""Moved to `sourcier.evaluation.retrieval`; kept until those who import it from here have been told."""

from sourcier.evaluation.intervals import *  # noqa: F403
from sourcier.evaluation.retrieval import *  # noqa: F403
