"""Units of one dimension and what one is in the other: miles and kilometres tell one distance.

A value in a unit outside of the metric system is as a rule converted by hand and rounded: its
conversion is an interval. Decimal steps within the metric system are exact.
"""

from __future__ import annotations

from typing import NamedTuple

ROUNDED = 0.02  # 200 feet are 60 metres, 85 miles an hour are 135 to 138 kilometres


class Unit(NamedTuple):
    """What a unit measures, what one is in the dimension's own unit, and how far off its nought.

    `most` is what one may be, where a word stands for several units.
    """

    dimension: str
    factor: float
    metric: bool = True
    nought: float = 0.0
    most: float | None = None


# Units in UCUM symbols (https://ucum.org); a dimension has the name of its own unit.
UNITS = {
    "m": Unit("m", 1.0),
    "nm": Unit("m", 1e-9),
    "mm": Unit("m", 1e-3),
    "cm": Unit("m", 1e-2),
    "km": Unit("m", 1e3),
    "[in_i]": Unit("m", 0.0254, metric=False),
    "[ft_i]": Unit("m", 0.3048, metric=False),
    "[yd_i]": Unit("m", 0.9144, metric=False),
    "[mi_i]": Unit("m", 1609.344, metric=False),
    "[nmi_i]": Unit("m", 1852.0, metric=False),
    "km/h": Unit("km/h", 1.0),
    "m/s": Unit("km/h", 3.6, metric=False),
    "[mi_i]/h": Unit("km/h", 1.609344, metric=False),
    "[kn_i]": Unit("km/h", 1.852, metric=False),
    "m2": Unit("m2", 1.0),
    "har": Unit("m2", 1e4),
    "km2": Unit("m2", 1e6),
    "[sft_i]": Unit("m2", 0.09290304, metric=False),
    "[acr_us]": Unit("m2", 4046.86, metric=False),
    "[smi_us]": Unit("m2", 2589988.0, metric=False),
    "{pyeong}": Unit("m2", 3.3058, metric=False),
    "[mu]": Unit("m2", 666.67, metric=False),
    "mL": Unit("L", 1e-3),
    "L": Unit("L", 1.0),
    "m3": Unit("L", 1e3),
    "[gal_us]": Unit("L", 3.785, metric=False),
    "[bbl_us]": Unit("L", 158.987, metric=False),
    "mg": Unit("kg", 1e-6),
    "g": Unit("kg", 1e-3),
    "kg": Unit("kg", 1.0),
    "t": Unit("kg", 1e3),
    "[oz_av]": Unit("kg", 0.02834952, metric=False),
    "[lb_av]": Unit("kg", 0.45359237, metric=False),
    "[ston_av]": Unit("kg", 907.18474, metric=False, most=1016.0469088),  # "tons", of whatever kind
    "[jin]": Unit("kg", 0.5),
    "kW": Unit("kW", 1.0),
    "MW": Unit("kW", 1e3),
    "GW": Unit("kW", 1e6),
    "[HP]": Unit("kW", 0.7457, metric=False),
    "MBy": Unit("GBy", 1e-3),
    "GBy": Unit("GBy", 1.0),
    "TBy": Unit("GBy", 1e3),
    "Cel": Unit("Cel", 1.0),
    "[degF]": Unit("Cel", 5 / 9, metric=False, nought=-32.0),
    "second": Unit("minute", 1 / 60),
    "minute": Unit("minute", 1.0),
    "hour": Unit("minute", 60.0),
    "day": Unit("day", 1.0),
    "week": Unit("day", 7.0),
}


def dimension(unit: str) -> str | None:
    """Return what a unit measures, None for what is counted.

    Example:
        >>> dimension("[mi_i]"), dimension("people")
        ('m', None)
    """
    known = UNITS.get(unit)
    return known.dimension if known else None


def convert(low: float | None, high: float | None, unit: str) -> tuple[float | None, float | None]:
    """Return bounds in the dimension's own unit, wider where hands convert and round.

    Example:
        >>> convert(25.0, 25.0, "cm"), convert(2000.0, 2000.0, "[ft_i]")
        ((0.25, 0.25), (597.408, 621.792))
    """
    known = UNITS[unit]
    factors = known.factor, known.most or known.factor
    bounds = [
        None if bound is None else (bound + known.nought) * factor
        for bound, factor in zip((low, high), factors, strict=True)
    ]
    if not known.metric:
        down, up = bounds
        bounds = [
            None if down is None else down - abs(down) * ROUNDED,
            None if up is None else up + abs(up) * ROUNDED,
        ]
    return _tidy(bounds[0]), _tidy(bounds[1])


def _tidy(bound: float | None) -> float | None:
    return None if bound is None else float(f"{bound:.12g}")
