"""What is the report, what stands around it, and which words say who reported from where."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemmata.clean import clean
from stemmata.errors import RecordError, StemmataError
from stemmata.model import Article, Link, Origin, Record

REPORT = {
    "en": "The ferry was late because of the storm, the harbour office said on Monday.",
    "de": "Die Fähre hatte wegen des Sturms Verspätung, wie das Hafenamt am Montag mitteilte.",
    "es": "El transbordador llegó tarde por la tormenta, informó el lunes la oficina del puerto.",
    "fr": "Le bac a pris du retard à cause de la tempête, a indiqué lundi le bureau du port.",
    "pt": "A barca atrasou-se por causa da tempestade, informou na segunda-feira o porto.",
    "it": "Il traghetto è arrivato tardi per la tempesta, ha detto lunedì l'ufficio del porto.",
    "id": "Kapal feri itu terlambat karena badai, kata kantor pelabuhan pada hari Senin.",
    "ru": "Паром опоздал из-за шторма, сообщили в понедельник в управлении порта.",
    "zh": "港口办公室星期一表示，由于暴风雨，渡轮晚点到达，没有人员受伤。",
    "ar": "تأخرت العبارة بسبب العاصفة كما قال مكتب الميناء يوم الاثنين ولم يصب أحد.",
    "nl": "De veerboot was te laat door de storm, zei het havenkantoor op maandag.",
    "uk": "Пором запізнився через шторм, повідомили в понеділок в управлінні порту.",
    "pl": "Prom spóźnił się z powodu sztormu, poinformował w poniedziałek urząd portowy.",
    "tr": "Liman ofisi pazartesi günü yaptığı açıklamada vapurun fırtına için geciktiğini söyledi.",
    "fa": "دفتر بندر روز دوشنبه گفت که کشتی به دلیل طوفان با تأخیر رسید و کسی زخمی نشد.",
    "hi": "बंदरगाह कार्यालय ने सोमवार को कहा कि तूफान के कारण नौका देर से पहुंची।",
    "ja": "港湾事務所は月曜日、嵐のためフェリーが遅れたと発表した。けが人はいなかった。",
    "ko": "항만 사무소는 월요일 폭풍 때문에 여객선이 늦게 도착했다고 밝혔다.",
    "vi": "Văn phòng cảng cho biết hôm thứ Hai rằng phà đến muộn vì cơn bão.",
}
FURNITURE = [
    ("en", "To reach Ann Lee, call 555-0143, email alee@quay.example or follow @AnnLeeQuay"),
    ("en", "Comments are closed."), ("en", "Watch the video below: the ferry at sea"),
    ("en", "(Reporting by Ann Lee; editing by Bo Rask)"), ("en", "Photo: Quay News/Ann Lee"),
    ("de", "Lesen Sie auch: Neue Fähre getauft"), ("de", "Kommentare sind geschlossen."),
    ("es", "Síguenos en nuestras redes sociales"), ("es", "Te puede interesar: Otra barca"),
    ("fr", "Lire aussi : Un nouveau bac"), ("fr", "Les commentaires sont fermés."),
    ("pt", "Leia também: Outra barca"), ("pt", "Todos os direitos reservados"),
    ("it", "Leggi anche: Un altro traghetto"), ("it", "Riproduzione riservata"),
    ("id", "Baca juga: Kapal baru"), ("id", "Simak video di bawah ini."),
    ("ru", "Читайте также: Новый паром"), ("ru", "Подписывайтесь на наш канал"),
    ("zh", "责任编辑：林海"), ("zh", "扫描二维码关注我们"), ("ar", "اقرأ أيضاً: عبارة جديدة"),
    ("ar", "جميع الحقوق محفوظة"),
    ("nl", "Lees ook: Nieuwe veerboot"), ("uk", "Читайте також: Пором"),
    ("pl", "Czytaj także: Nowy prom"), ("tr", "Bizi takip edin"), ("fa", "بیشتر بخوانید"),
    ("hi", "यह भी पढ़ें: नई नौका"), ("ja", "無断転載を禁じます"), ("ko", "무단전재 및 재배포 금지"),
    ("vi", "Xem thêm: Phà mới"), ("de", "Sign up for our free newsletter."),
]  # fmt: skip
PREFIXES = [
    ("LISBOA (Lusa) – ", "pt", "LISBOA", "Lusa", None),
    ("MOSCOW, May 3 (Reuters) - ", "en", "MOSCOW, May 3", "Reuters", None),
    ("INDIA, DELHI: ", "en", "INDIA, DELHI", None, None),
    ("Kabarhari.id | ", "id", None, None, "Kabarhari.id"),
    ("Jakarta, Kabar Hari - ", "id", "Jakarta", None, "Kabar Hari"),
    ("ANKARA (AA) - ", "tr", "ANKARA", "AA", None),
    ("(AP) -- ", "en", None, "AP", None),
    ("新华社北京5月3日电 ", "zh", "北京5月3日", "新华社", None),
    ("北京5月3日电（记者 林海）", "zh", "北京5月3日", None, None),
    ("МОСКВА, 3 мая — РИА Новости. ", "ru", "МОСКВА, 3 мая", "РИА Новости", None),
    ("KYIV. May 3. INTERFAX-UKRAINE - ", "en", "KYIV. May 3", "INTERFAX-UKRAINE", None),
    ("القاهرة (رويترز) - ", "ar", "القاهرة", "رويترز", None),
    ("【ロンドン共同】", "ja", "ロンドン", "共同", None),
    ("(서울=연합뉴스) 김하나 기자 = ", "ko", "서울", "연합뉴스", None),
    ("Torvela.– ", "es", "Torvela", None, None),
    ("Kabar Laut | BATAM - ", "id", "BATAM", None, "Kabar Laut"),
]


def article(text: str, **facts: str) -> Article:
    """Clean a text."""
    return clean(Record("1", Origin("a.txt"), text=text, **facts))  # type: ignore[arg-type]  # the facts are strings


def body(found: Article) -> list[str]:
    """Return the words of the report."""
    return [span.quote(found.text) for span in found.body]


@pytest.mark.parametrize("language", sorted(REPORT))
def test_language_without_a_label(language: str) -> None:
    """One sentence is enough to tell each language that has a file."""
    found = article(REPORT[language])
    assert found.language == language
    assert found.paragraphs[0].role == "report"


def test_a_wrong_label_is_not_believed() -> None:
    """A declared language that the text contradicts is kept as declared, and not used."""
    found = article(REPORT["es"], language="pt")
    assert (found.language, found.declared_language) == ("es", "pt")


@pytest.mark.parametrize(("language", "line"), FURNITURE)
def test_page_furniture(language: str, line: str) -> None:
    """A line of the page is boilerplate with a reason; the report around it stays."""
    text = f"{REPORT[language]}\n{REPORT[language][::-1]}\n\n{line}"
    found = article(text, language=language)
    last = found.paragraphs[-1]
    assert last.role == "boilerplate"
    assert last.why
    assert body(found)[0] == REPORT[language]


@pytest.mark.parametrize(("prefix", "language", "dateline", "credit", "outlet"), PREFIXES)
def test_prefixes(
    prefix: str, language: str, dateline: str | None, credit: str | None, outlet: str | None
) -> None:
    """What stands before the report is told apart and left out of the body."""
    found = article(prefix + REPORT[language], language=language)
    assert body(found) == [REPORT[language]]
    assert (found.dateline.quote(found.text) if found.dateline else None) == dateline
    assert (found.credit, found.outlet) == (credit, outlet)
    if found.credit_span:
        assert found.credit_span.quote(found.text) == credit


@pytest.mark.parametrize(
    "text",
    [
        "The mayor – who was late – said the ferry would sail – if the storm allowed.",
        "Valcke: the ferry will sail on Monday, whatever the storm brings to the harbour.",
        "On Monday the ferry sailed: nobody was hurt, and the harbour office was glad.",
        "Trump - the former president - said the ferry was late because of the storm.",
        "Sailors read also the old books, and watch the video of the storm that sank it.",
        "Photo after photo of the storm was sent to the harbour office on Monday morning.",
        "By Monday the ferry had not sailed, and the harbour office said it was sorry.",
    ],
)
def test_a_report_that_only_looks_like_furniture(text: str) -> None:
    """A sentence with dashes, colons or cue words in it is the report."""
    assert body(article(f"{text}\n{REPORT['en']}"))[0] == text


def test_bare_texts() -> None:
    """The first line of a bare text is told: a headline, a byline, or the report."""
    long = REPORT["en"] + " " + REPORT["en"]
    headline = article(f"Storm holds up ferry\n\n{long}\n\n{REPORT['en']}")
    assert headline.paragraphs[0].role == "headline"
    assert headline.headline == "Storm holds up ferry"
    byline = article(f"By Ann Lee\n\n{long}\n\n{REPORT['en']}")
    assert byline.byline == "By Ann Lee"
    assert body(byline)[0] == long
    report = article(f"{long}\n\n{REPORT['en']}")
    assert {p.role for p in report.paragraphs} == {"report"}


def test_credits_at_the_end() -> None:
    """A credit that closes the report is given, and is no part of it."""
    for ending in (" (dpa)", "\nQuelle: dpa", "\ndpa/AFP"):
        found = article(REPORT["de"] + "\n" + REPORT["de"][:-1] + " nochmals." + ending)
        assert found.credit in {"dpa", "dpa/AFP"}
        assert body(found)[-1].endswith("nochmals.")


def test_a_stray_line_in_another_language() -> None:
    """A last line in another language is boilerplate; a quotation in the middle is not."""
    stray = "Este texto fue preparado para los lectores que viven en las islas del norte"
    end = article("\n".join([REPORT["en"]] * 1 + [REPORT["en"] + " It sank."] * 1 + [stray]))
    assert (end.paragraphs[-1].language, end.paragraphs[-1].role) == ("es", "boilerplate")
    middle = article("\n".join([REPORT["en"], stray, REPORT["en"] + " It sank."]))
    assert middle.paragraphs[1].role == "report"


def test_sign_off_inside_the_last_line() -> None:
    """A sign-off glued to the last sentence is cut from the report."""
    found = article(f"{REPORT['en']} (Reporting by Ann Lee; Editing by Bo Rask)")
    assert body(found) == [REPORT["en"]]


def test_a_report_is_never_thrown_away() -> None:
    """A text of nothing but cues keeps its longest line; one without words is an error."""
    found = article("Comments are closed.\nSubscribe to our newsletter and get breaking news")
    assert found.body
    with pytest.raises(RecordError):
        article("--- 12 ---\n***")


def test_a_list_at_the_end_stays() -> None:
    """A list that the report announces is part of it."""
    entries = "\n".join(f"• Harbour {name}" for name in ("North", "South", "East", "West"))
    found = article(f"{REPORT['en']}\nThe ferry calls at four harbours:\n{entries}")
    assert body(found)[-1] == "• Harbour West"


def test_pages() -> None:
    """A page gives its main text and all that it declares about itself."""
    page = f"""<html lang="de"><head><title>x</title>
    <link rel="canonical" href="https://quai.example/1">
    <link rel="alternate" hreflang="fr" href="https://quai.example/fr/1">
    <meta property="og:site_name" content="Hafenblatt">
    <script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [
      {{"@type": "WebPage"}}, {{"@type": ["NewsArticle"], "headline": "Fähre spät",
      "datePublished": "2024-05-01T08:00:00Z", "dateModified": "2024-05-02",
      "author": [{{"name": "Ann Lee"}}, {{"name": "Bo Rask"}}],
      "publisher": {{"name": "Kaiblatt"}}, "isBasedOn": {{"url": "https://wire.example/7"}},
      "translationOfWork": {{"@id": "https://quai.example/en/1"}}}}]}}</script></head>
    <body><nav><a href="/">Start</a></nav><article><h1>Fähre spät</h1>
    <p>{REPORT["de"]}</p><p>{REPORT["de"]} Verletzt wurde niemand.</p></article>
    <footer>Impressum</footer></body></html>"""
    found = clean(Record("1", Origin("a.html", kind="html"), html=page))
    assert (found.title, found.outlet, found.byline) == (
        "Fähre spät",
        "Kaiblatt",
        "Ann Lee, Bo Rask",
    )
    assert (found.declared_published, found.modified) == ("2024-05-01T08:00:00Z", "2024-05-02")
    assert found.url == "https://quai.example/1"
    assert Link("hreflang", "https://quai.example/fr/1", "fr") in found.links
    assert Link("isBasedOn", "https://wire.example/7") in found.links
    assert Link("translationOfWork", "https://quai.example/en/1") in found.links
    assert REPORT["de"] in body(found)
    assert "Impressum" not in found.text


@pytest.mark.parametrize("tag", ["div", "b", "table", "ul", "blockquote"])
def test_ten_thousand_nested_tags(tag: str) -> None:
    """A page nested without end costs little time and gives its text or one clear error."""
    page = "<html><body>" + f"<{tag}>" * 10_000 + REPORT["en"] + f"</{tag}>" * 10_000
    found = clean(Record("1", Origin("a.html", kind="html"), html=page))
    assert REPORT["en"] in found.text


_WORDS = st.sampled_from(
    [*(line for _, line in FURNITURE), *(p[0] for p in PREFIXES), *REPORT.values(), "\n", " ",
     "\u202e", "(", "（", "—", ":", "\u2028", "\r", "\x85", "٣", "𝒳", "\ufeff", "a"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=400), st.lists(_WORDS, max_size=12).map("".join)))
@settings(max_examples=200, deadline=None)
def test_laws(text: str) -> None:
    """Paragraphs cover all that is not blank, in order; the body lies in them."""
    try:
        found = article(text.encode("utf-8", "replace").decode())
    except StemmataError:
        return
    covered = [False] * len(found.text)
    last = 0
    for paragraph in found.paragraphs:
        assert last <= paragraph.start < paragraph.end <= len(found.text)
        last = paragraph.end
        covered[paragraph.start : paragraph.end] = [True] * (paragraph.end - paragraph.start)
    assert all(seen or c.isspace() for seen, c in zip(covered, found.text, strict=True))
    kept = [p for p in found.paragraphs if p.role != "boilerplate"]
    assert len(kept) == len(found.body) > 0
    for paragraph, span in zip(kept, found.body, strict=True):
        assert paragraph.start <= span.start < span.end <= paragraph.end
    for mark in (found.dateline, found.byline_span, found.credit_span):
        assert mark is None or mark.quote(found.text).strip()


@given(st.text(alphabet=st.sampled_from("<>/abdiv p=\"'&;!-[]\n"), max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_markup(markup: str) -> None:
    """Whatever the markup, cleaning gives an article or one clear error."""
    for kind in ("html", "feed"):
        with contextlib.suppress(StemmataError):
            assert clean(Record("1", Origin("a", kind=kind), html=markup)).body


@pytest.mark.parametrize(
    ("address", "outlet"),
    [
        ("https://www.selm-courier.example/dam", "selm-courier.example"),
        ("https://archive.ph/Ab12/https://selm-courier.example/dam", "selm-courier.example"),
        ("https://web.archive.org/web/2026id_/http://[/dam", None),
        ("http://feedproxy.google.com/~r/selm/3/dam", None),
    ],
)
def test_an_outlet_by_its_address(address: str, outlet: str | None) -> None:
    """An archived page is its publisher's; who only hands on what others publish is no outlet."""
    record = Record("a", Origin("a.jsonl"), "Rain fell on Selm.", url=address)
    assert clean(record).outlet == outlet
