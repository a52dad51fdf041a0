"""Small frozen settings classes: what decides, and how it was calibrated; a file a part."""

from stemmata.settings.affairs import (
    BriefSettings,
    CommitmentSettings,
    CourseSettings,
    IndicatorSettings,
    TieSettings,
    TieSoundness,
)
from stemmata.settings.collating import CollateSettings
from stemmata.settings.encoding import EncoderSettings
from stemmata.settings.grouping import ConceptSettings, GroupSettings
from stemmata.settings.keeping import ArchiveSettings, SearchSettings, StoreSettings
from stemmata.settings.mentions import (
    AttributionSettings,
    DateSettings,
    FigureSettings,
    NameSettings,
    QuoteSettings,
)
from stemmata.settings.publishing import (
    AssistantSettings,
    PublishSettings,
    WebSettings,
    WordingSettings,
)
from stemmata.settings.running import EngineSettings, StreamSettings
from stemmata.settings.sources import CleanSettings, ReadSettings, WatchSettings
from stemmata.settings.tracing import TraceSettings

__all__ = [
    "ArchiveSettings",
    "AssistantSettings",
    "AttributionSettings",
    "BriefSettings",
    "CleanSettings",
    "CollateSettings",
    "CommitmentSettings",
    "ConceptSettings",
    "CourseSettings",
    "DateSettings",
    "EncoderSettings",
    "EngineSettings",
    "FigureSettings",
    "GroupSettings",
    "IndicatorSettings",
    "NameSettings",
    "PublishSettings",
    "QuoteSettings",
    "ReadSettings",
    "SearchSettings",
    "StoreSettings",
    "StreamSettings",
    "TieSettings",
    "TieSoundness",
    "TraceSettings",
    "WatchSettings",
    "WebSettings",
    "WordingSettings",
]
