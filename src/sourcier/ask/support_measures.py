"""Moved to `sourcier.evaluation.support`; kept until those who import it from here have been told."""

from sourcier.evaluation.support import *  # noqa: F403
