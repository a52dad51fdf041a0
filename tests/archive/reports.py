"""Invented reports of three events, in four languages."""

from __future__ import annotations

from stemmata.model import Origin, Record

TEXTS = {
    "dam-en": (
        "2026-03-03",
        (
            "Engineers opened the gates of the Lowen dam on Tuesday after three days of heavy rain. "
            "About 1,450 people left the villages below the dam, said Mirela Dantos, head of the fire "
            "brigade. The reservoir had risen by 6.3 metres. A bridge over the river Sarne was closed."
        ),
    ),
    "dam-copy": (
        "2026-03-03",
        (
            "Engineers opened the gates of the Lowen dam on Tuesday after three days of heavy rain. "
            "About 1,450 people left the villages below the dam, said Mirela Dantos, head of the fire "
            "brigade. Schools in the valley stayed shut for the rest of the week, parents were told."
        ),
    ),
    "dam-de": (
        "2026-03-04",
        (
            "Nach drei Tagen Starkregen haben Ingenieure am Dienstag die Schleusen der Talsperre Lowen "
            "geöffnet. Rund 1450 Menschen verließen nach Angaben von Mirela Dantos die Dörfer "
            "unterhalb des Damms. Der Stausee war um 6,8 Meter gestiegen, eine Brücke über den Fluss "
            "Sarne wurde für Lastwagen gesperrt."
        ),
    ),
    "dam-es": (
        "2026-03-04",
        (
            "Los ingenieros abrieron el martes las compuertas de la presa de Lowen tras tres días de "
            "lluvias intensas. Unas 1.450 personas abandonaron los pueblos situados bajo la presa, "
            "según Mirela Dantos. El embalse había subido 6,3 metros y un puente sobre el río Sarne "
            "quedó cerrado a los camiones."
        ),
    ),
    "theatre-en": (
        "2026-03-03",
        (
            "The actor Joren Valdic has won the national theatre prize for his role as a judge in "
            "a play about a stolen painting. The jury praised his voice. He will receive 20,000 euros "
            "at a gala in the opera house of Kessel in October."
        ),
    ),
    "theatre-de": (
        "2026-03-04",
        (
            "Der Schauspieler Joren Valdic hat für seine Rolle als Richter in einem Stück über ein "
            "gestohlenes Gemälde den nationalen Theaterpreis gewonnen. Die Jury lobte seine Stimme. "
            "Der Preis von 20.000 Euro wird im Oktober bei einer Gala in der Oper von Kessel "
            "überreicht."
        ),
    ),
    "honey-en": (
        "2026-03-05",
        (
            "Beekeepers in the north harvested less honey this summer because the lime trees flowered "
            "early. Prices for a jar may rise to nine dollars before winter, an association of farmers "
            "expects."
        ),
    ),
}


def record(name: str, *, text: str = "", url: str | None = None, id_: str = "") -> Record:
    """Return one of the reports, with another text or id where one is given."""
    day, own = TEXTS[name]
    return Record(
        id_ or name, Origin("here", name), text=text or own, published=day, url=url,
        outlet=f"The {name.title()} Post",
    )  # fmt: skip


def all_records() -> list[Record]:
    """Return all reports."""
    return [record(name) for name in TEXTS]
