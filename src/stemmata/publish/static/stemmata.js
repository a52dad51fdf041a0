/* Stemmata dossier. Without this script everything can still be read: links lead to the words. */
"use strict";

(() => {
  const SPAN = /^(a-[0-9a-f]+)-(\d+-\d+)$/;

  /* The pieces of a span: where spans cross, one is cut into several elements. */
  function pieces(article, at) {
    return [...article.querySelectorAll(`[data-at="${at}"]`)];
  }

  function highlight(article, at) {
    const found = pieces(article, at);
    for (const piece of found) piece.classList.add("shown");
    return found;
  }

  function clear(root) {
    for (const piece of root.querySelectorAll(".shown")) piece.classList.remove("shown");
  }

  /* Where a link points: the report on this page, and the span in it. */
  function target(link) {
    const hash = link.getAttribute("href") || "";
    const match = SPAN.exec(hash.slice(1));
    const article = match && document.getElementById(match[1]);
    return article ? { article, at: match[2], hash } : null;
  }

  /* A panel beside the page with the whole report, the words highlighted. */
  function preparePanel(panel) {
    const about = panel.querySelector(".panel-about");
    const words = panel.querySelector(".panel-words");
    const text = panel.querySelector(".panel-text");
    const more = panel.querySelector(".panel-more a");
    let opener = null;

    /* The page makes room for the panel: what was clicked must not move from under the pointer. */
    function holding(link, change) {
      const before = link.getBoundingClientRect().top;
      change();
      const moved = link.getBoundingClientRect().top - before;
      scrollBy({ top: moved, behavior: "instant" });
    }

    function open(link) {
      const { article, at, hash } = target(link);
      const copy = article.querySelector(".text").cloneNode(true);
      for (const element of copy.querySelectorAll("[id]")) element.removeAttribute("id");
      const found = highlight(copy, at);
      const paragraph = found[0] && found[0].closest("p");
      about.replaceChildren(...article.querySelector(".source").cloneNode(true).childNodes);
      words.textContent = found.map((piece) => piece.textContent).join("");
      words.lang = (paragraph && paragraph.lang) || "";
      text.replaceChildren(copy);
      more.setAttribute("href", hash);
      opener = link;
      for (const other of document.querySelectorAll("a.words[aria-current]")) {
        other.removeAttribute("aria-current");
      }
      link.setAttribute("aria-current", "true");
      holding(link, () => {
        if (!panel.open) panel.show();
        document.body.classList.add("with-panel");
      });
      link.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
      if (found[0]) {
        const place = found[0].getBoundingClientRect().top - text.getBoundingClientRect().top;
        text.scrollTop += place - text.clientHeight / 3;
      }
      panel.focus();
    }

    function close() {
      if (!panel.open) return;
      panel.close();
      if (!opener) {
        document.body.classList.remove("with-panel");
        return;
      }
      holding(opener, () => document.body.classList.remove("with-panel"));
      opener.removeAttribute("aria-current");
      opener.focus({ preventScroll: true });
    }

    panel.tabIndex = -1;
    panel.querySelector(".close").addEventListener("click", close);
    more.addEventListener("click", () => {
      if (opener) opener.removeAttribute("aria-current");
      opener = null;
      close();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
    });
    document.addEventListener("click", (event) => {
      const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
      const link = event.target.closest && event.target.closest("a.words");
      if (!link || !plain || !target(link)) return;
      event.preventDefault();
      open(link);
    });
  }

  /* An address that ends in a span shows all of its pieces, not only the first. */
  function followHash() {
    const match = SPAN.exec(location.hash.slice(1));
    const article = match && document.getElementById(match[1]);
    clear(document.getElementById("main"));
    if (article) highlight(article, match[2]);
  }

  function prepareFilter(box) {
    const input = box.querySelector("input");
    const found = box.querySelector("output");
    const rows = [...document.querySelectorAll("[data-search]")];
    box.hidden = false;
    input.addEventListener("input", () => {
      const asked = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        row.hidden = !asked.every((word) => row.dataset.search.includes(word));
        if (!row.hidden) shown += 1;
      }
      found.textContent = asked.length ? `${shown} of ${rows.length}` : "";
    });
  }

  /* A number in one of two panes shows the same passage in both, and leads to the other. */
  function preparePanes(panes) {
    panes.addEventListener("click", (event) => {
      const link = event.target.closest(".aligned > .siglum");
      if (!link) return;
      event.preventDefault();
      const here = link.closest(".text");
      const there = [...panes.querySelectorAll(".text")].find((text) => text !== here);
      const passage = `.aligned[data-n="${link.parentElement.dataset.n}"]`;
      clear(panes);
      for (const piece of panes.querySelectorAll(passage)) piece.classList.add("shown");
      const found = there.querySelector(passage);
      const height = link.getBoundingClientRect().top - here.getBoundingClientRect().top;
      there.scrollTop += found.getBoundingClientRect().top - there.getBoundingClientRect().top - height;
      found.querySelector(".siglum").focus({ preventScroll: true });
    });
  }

  /* The places of both reports that one row of a table leads to: words on one point. */
  function sharedPlaces(first, second) {
    const shared = [];
    const rows = ".points tbody tr, .copies .reasons li, .quote-row";
    for (const row of document.querySelectorAll(rows)) {
      const places = [new Set(), new Set()];
      for (const link of row.querySelectorAll("a.words")) {
        const match = SPAN.exec((link.getAttribute("href") || "").slice(1));
        if (match && match[1] === first) places[0].add(match[2]);
        if (match && match[1] === second) places[1].add(match[2]);
      }
      const about = row.querySelector(".question, h3") || row.firstChild;
      const said = about ? about.textContent.trim().slice(0, 90) : "";
      const sign = row.classList.contains("disputed") ? "≠" : "";
      if (places[0].size && places[1].size) shared.push({ places, said, sign });
    }
    return shared;
  }

  function markPlace(text, at, row, number) {
    const [piece] = pieces(text, at);
    if (!piece || piece.matches(".aligned") || piece.querySelector(".aligned")) return;
    const link = document.createElement("a");
    link.className = "siglum";
    link.href = "#beside";
    link.dir = "ltr";
    link.title = row.said;
    link.setAttribute("aria-label", `${number}${row.sign}, ${row.said}, in the other report`);
    link.textContent = `${number}${row.sign}`;
    piece.prepend(link);
    piece.classList.add("aligned", `s${(number - 1) % 6}`);
    if (row.sign) piece.classList.add("differs");
    piece.dataset.n = number;
  }

  function prepareBeside(section) {
    const reports = [...document.querySelectorAll("article.report")];
    const selects = [...section.querySelectorAll("select")];
    const panes = [...section.querySelectorAll(".pane")];
    const found = section.querySelector("output");
    for (const select of selects) {
      for (const report of reports) {
        const name = report.querySelector(".source").textContent.replace(/\s+/g, " ").trim();
        select.add(new Option(name, report.id));
      }
    }
    for (const report of reports) {
      const link = document.createElement("a");
      link.className = "more-link";
      link.href = `#beside=${report.id}`;
      link.textContent = "beside another report";
      report.querySelector("header").append(link);
    }

    function fill(pane, report) {
      const source = report.querySelector(".source").cloneNode(true);
      const text = report.querySelector(".text").cloneNode(true);
      for (const element of text.querySelectorAll("[id]")) element.removeAttribute("id");
      text.tabIndex = 0;
      text.setAttribute("role", "region");
      text.setAttribute("aria-label", `The text of ${source.textContent.trim()}`);
      pane.replaceChildren(source, text);
      return text;
    }

    /* The page on which one of the two stands beside the other as its copy. */
    function pairPage(first, second) {
      const pages = [first, second].map(
        (report) => [...report.querySelectorAll('.about a[href^="../pairs/"], .about a[href^="/compare?"]')],
      );
      const theirs = new Set(pages[1].map((link) => link.getAttribute("href")));
      return pages[0].find((link) => theirs.has(link.getAttribute("href")));
    }

    function show() {
      const chosen = selects.map((select) => document.getElementById(select.value));
      const texts = chosen.map((report, side) => fill(panes[side], report));
      const rows = sharedPlaces(chosen[0].id, chosen[1].id);
      rows.forEach((row, place) => row.places.forEach((places, side) => {
        for (const at of places) markPlace(texts[side], at, row, place + 1);
      }));
      found.textContent = rows.length === 1 ? "1 in both" : `${rows.length} in both`;
      const page = pairPage(...chosen);
      if (page) {
        const link = page.cloneNode();
        link.textContent = "one took from the other: all passages";
        link.removeAttribute("aria-label");
        found.append(" · ", link);
      }
    }

    function follow() {
      const asked = /^#beside=([\w-]+)(?:,([\w-]+))?$/.exec(location.hash);
      const known = (id) => reports.some((report) => report.id === id);
      if (!asked || !known(asked[1])) return;
      const [first, second] = selects;
      first.value = asked[1];
      if (known(asked[2])) second.value = asked[2];
      if (second.value === first.value) {
        second.value = reports.find((report) => report.id !== first.value).id;
      }
      show();
      section.scrollIntoView({ behavior: "instant" });
      first.focus({ preventScroll: true });
    }

    section.addEventListener("change", () => {
      show();
      history.replaceState(null, "", `#beside=${selects.map((select) => select.value).join(",")}`);
    });
    for (const part of document.querySelectorAll(".scripted")) part.hidden = false;
    selects[1].selectedIndex = 1;
    show();
    follow();
    addEventListener("hashchange", follow);
  }

  const beside = document.getElementById("beside");
  if (beside && document.querySelectorAll("article.report").length > 1) prepareBeside(beside);
  for (const panes of document.querySelectorAll(".beside-panes")) preparePanes(panes);
  /* The network: who is pointed at stands out with all it is tied to; controls choose the lines. */
  const FEW = 9; /* neighbours whose hidden names are shown at once */

  function prepareNetwork(picture) {
    const nodes = [...picture.querySelectorAll(".node")];
    const names = new Map([...picture.querySelectorAll(".names text")].map((name) => [Number(name.dataset.node), name]));
    const lines = [...picture.querySelectorAll(".line")].map((element) => ({
      element,
      ends: element.dataset.ends.split(" ").map(Number),
    }));
    const told = document.querySelector(".network-told");

    function bringNear(place) {
      nodes[place].classList.add("near");
      if (names.has(place)) names.get(place).classList.add("near");
    }

    function point(node) {
      const place = nodes.indexOf(node);
      picture.classList.add("pointed");
      bringNear(place);
      const said = [];
      const nearby = new Set();
      for (const { element, ends } of lines) {
        if (element.getAttribute("display") === "none" || !ends.includes(place)) continue;
        element.classList.add("near");
        ends.forEach((end) => { bringNear(end); nearby.add(end); });
        const [from, to] = ends.map((end) => nodes[end].getAttribute("aria-label").split(", ")[0]);
        said.push(`${from} – ${element.querySelector("title").textContent} – ${to}`);
      }
      if (nearby.size <= FEW) for (const end of nearby) nodes[end].classList.add("named");
      told.textContent = said.slice(0, 4).join("; ") + (said.length > 4 ? ` and ${said.length - 4} more` : "");
    }

    function unpoint() {
      picture.classList.remove("pointed");
      for (const element of picture.querySelectorAll(".near")) element.classList.remove("near", "named");
      told.textContent = "\u00a0";
    }

    for (const node of nodes) {
      for (const event of ["pointerenter", "focus"]) {
        node.addEventListener(event, () => { unpoint(); point(node); });
      }
      for (const event of ["pointerleave", "blur"]) node.addEventListener(event, unpoint);
    }
    prepareControls(document.querySelector(".network-controls"), nodes, names, lines);
  }

  function prepareControls(form, nodes, names, lines) {
    const days = form.querySelector("[data-days]");
    const listed = days ? days.dataset.days.split(" ") : [];
    const rows = [...document.querySelectorAll(".ties tbody tr")];

    function chosen() {
      const types = new Set([...form.querySelectorAll("[name=type]:checked")].map((box) => box.value));
      const least = form.elements.sources ? Number(form.elements.sources.value) : 1;
      const from = days ? listed[Math.min(form.elements.from.value, form.elements.to.value)] : "";
      const to = days ? listed[Math.max(form.elements.from.value, form.elements.to.value)] : "";
      const words = (day) => days.dataset.words.split("|")[listed.indexOf(day)];
      const everything = !days || (from === listed[0] && to === listed[listed.length - 1]);
      if (days) days.querySelector("output").textContent = everything ? "all days" : `${words(from)} to ${words(to)}`;
      if (form.elements.sources) form.elements.sources.parentElement.querySelector("output").textContent = least;
      return (data) => {
        const dated = everything || (data.first && data.first <= to && data.last >= from);
        return types.has(data.type) && Number(data.sources) >= least && dated;
      };
    }

    form.addEventListener("input", () => {
      const fits = chosen();
      const tied = new Set();
      for (const { element, ends } of lines) {
        const shown = fits(element.dataset);
        if (shown) ends.forEach((end) => tied.add(end));
        element.setAttribute("display", shown ? "inline" : "none");
      }
      nodes.forEach((node, place) => {
        node.classList.toggle("lone", !tied.has(place));
        if (names.has(place)) names.get(place).classList.toggle("lone", !tied.has(place));
      });
      for (const row of rows) row.hidden = !fits(row.dataset);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    chosen();
    form.hidden = false;
  }

  function prepareSince(form) {
    const parts = [["events", ".course > li"], ["commitments", ".commitments tbody tr"]]
      .map(([name, rows]) => [name, [...document.querySelectorAll(rows)]])
      .filter(([, rows]) => rows.length);
    const day = form.querySelector("select");
    form.addEventListener("input", () => {
      form.querySelector("output").textContent = parts.map(([name, rows]) => {
        for (const row of rows) row.hidden = row.dataset.last < day.value;
        return `${rows.filter((row) => !row.hidden).length} of ${rows.length} ${name}`;
      }).join(", ");
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
  }

  const panel = document.getElementById("panel");
  if (panel) {
    preparePanel(panel);
    followHash();
    addEventListener("hashchange", followHash);
  }
  const picture = document.querySelector(".network");
  if (picture) prepareNetwork(picture);
  const since = document.querySelector(".since");
  if (since) prepareSince(since);
  const filter = document.querySelector(".filter");
  if (filter) prepareFilter(filter);
})();
