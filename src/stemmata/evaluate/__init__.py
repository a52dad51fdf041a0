"""The field's standard measures, for each task of the contract."""

from stemmata.evaluate.measure import Measure
from stemmata.evaluate.tasks import TASKS, evaluate

__all__ = ["TASKS", "Measure", "evaluate"]
