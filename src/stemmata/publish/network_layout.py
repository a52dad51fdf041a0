"""Where the actors of a network stand: distances in the picture follow those along its lines.

Stress majorisation (Gansner, Koren and North, GD 2004): from the positions that classical scaling
gives, each round moves every node to the weighted mean of where the others want it, with weights
1/d². Nothing is drawn by lot: the same network always looks the same. Parts that no line joins are
laid out for themselves and packed on shelves, the largest first.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

_ROUNDS = 60
_BETWEEN = 1.0  # steps between parts that no line joins
_SETTLED = 1e-3  # steps; smaller moves end the rounds
_PUSHES = 40
_NEAREST = 1e-6
_SHAPE = 1.7  # width over height that packing aims at


def lay_out(count: int, lines: Sequence[tuple[int, int]]) -> Points:
    """Return a point for each node; one step along a line is about one unit.

    Args:
        count: how many nodes there are.
        lines: the two ends of each line.

    Returns:
        float64 of shape (count, 2), none below zero, the largest part first.

    Example:
        >>> lay_out(2, [(0, 1)]).round(2).tolist()
        [[0.0, 0.0], [1.0, 0.0]]
    """
    distances = _distances(count, lines)
    parts = _parts(distances)
    placed = [_of_part(distances[np.ix_(part, part)]) for part in parts]
    points = np.zeros((count, 2))
    for part, own, corner in zip(parts, placed, _shelves(placed), strict=True):
        points[part] = own + corner
    return points


def _of_part(distances: Points) -> Points:
    """Return the points of one part, from its left upper corner on."""
    if len(distances) < 2:
        return np.zeros((len(distances), 2))
    points = _turned(_majorised(_scaled(distances), distances))
    return np.asarray(points - points.min(axis=0))


def _distances(count: int, lines: Sequence[tuple[int, int]]) -> Points:
    """Return the steps between all nodes, breadth first from all at once."""
    joined = np.zeros((count, count), dtype=np.float32)
    for a, b in lines:
        joined[a, b] = joined[b, a] = 1.0
    distances = np.full((count, count), np.inf)
    np.fill_diagonal(distances, 0.0)
    reached = np.eye(count, dtype=np.float32)
    step = 0
    while True:
        step += 1
        ahead = (reached @ joined > 0) & np.isinf(distances)
        if not ahead.any():
            return distances
        distances[ahead] = step
        reached = ahead.astype(np.float32)


def _parts(distances: Points) -> list[NDArray[np.intp]]:
    """Return the nodes of each part that lines hold together, the largest first."""
    first = np.isfinite(distances).argmax(axis=1)  # the first node that each one reaches
    parts = [np.flatnonzero(first == place) for place in np.unique(first)]
    return sorted(parts, key=lambda part: (-len(part), int(part[0])))


def _shelves(placed: Sequence[Points]) -> list[Points]:
    """Return the left upper corner of each part, in rows about as wide as the picture is to be."""
    sizes = [points.max(axis=0) + _BETWEEN if len(points) else np.ones(2) for points in placed]
    area = sum(float(size[0] * size[1]) for size in sizes)
    widest = max([float(np.sqrt(_SHAPE * area)), *(float(size[0]) for size in sizes)])
    corners, across, down, height = [], 0.0, 0.0, 0.0
    for size in sizes:
        if across and across + size[0] > widest + _NEAREST:
            across, down, height = 0.0, down + height, 0.0
        corners.append(np.array([across, down]))
        across, height = across + float(size[0]), max(height, float(size[1]))
    return corners


def _scaled(distances: Points) -> Points:
    """Return the positions of classical scaling (Torgerson 1952) in two dimensions."""
    count = len(distances)
    centring = np.eye(count) - 1.0 / count
    products = -0.5 * centring @ (distances**2) @ centring
    values, vectors = np.linalg.eigh(products)
    chosen = vectors[:, -2:][:, ::-1] * np.sqrt(np.maximum(values[-2:][::-1], 1e-9))
    signs = np.sign(chosen[np.abs(chosen).argmax(axis=0), [0, 1]])
    # Nodes that classical scaling puts on one spot need a first push, the same in every run.
    angles = np.arange(count) * 2.399963  # the golden angle, so that no two are alike
    nudge = 0.05 * np.column_stack((np.cos(angles), np.sin(angles)))
    return np.asarray(chosen * np.where(signs == 0, 1.0, signs) + (nudge if count > 2 else 0.0))


def _majorised(points: Points, distances: Points) -> Points:
    weights = 1.0 / np.maximum(distances, 1e-9) ** 2
    np.fill_diagonal(weights, 0.0)
    totals = weights.sum(axis=1)
    pull = weights * distances
    for _ in range(_ROUNDS):
        _, _, lengths = _apart(points)
        factors = pull / lengths
        moved = weights @ points + factors.sum(axis=1)[:, None] * points - factors @ points
        moved /= totals[:, None]
        change = float(np.abs(moved - points).max())
        points = moved
        if change < _SETTLED:
            break
    return points


def _turned(points: Points) -> Points:
    """Centre the points and turn them so that they spread most from left to right."""
    points = points - points.mean(axis=0)
    _, axes = np.linalg.eigh(points.T @ points)
    longest, other = axes[:, 1], axes[:, 0]
    turned = np.column_stack((points @ longest, points @ other))
    first = turned[np.abs(turned).argmax(axis=0), [0, 1]]
    return np.asarray(turned * np.where(first > 0, -1.0, 1.0)) + 0.0


def push_apart(points: Points, radii: Points, size: tuple[float, float], margin: float) -> Points:
    """Return points moved as little as keeps their circles from touching, within the picture."""
    least = radii[:, None] + radii[None, :]
    np.fill_diagonal(least, 0.0)
    limits = np.array(size) - margin
    for _ in range(_PUSHES):
        across, down, lengths = _apart(points)
        missing = np.maximum(least - lengths, 0.0) / lengths
        if not missing.any():
            break
        moves = np.column_stack(((across * missing).sum(axis=1), (down * missing).sum(axis=1)))
        points = np.clip(points + 0.5 * moves, margin, limits)
    return points


def _apart(points: Points) -> tuple[Points, Points, Points]:
    """Return how far every node is from every other: across, down, and in all, never nothing."""
    across = points[:, 0, None] - points[None, :, 0]
    down = points[:, 1, None] - points[None, :, 1]
    lengths = np.sqrt(across * across + down * down)
    return across, down, np.maximum(lengths, _NEAREST, out=lengths)
