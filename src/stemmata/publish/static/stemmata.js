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

  const panel = document.getElementById("panel");
  if (panel) {
    preparePanel(panel);
    followHash();
    addEventListener("hashchange", followHash);
  }
  const filter = document.querySelector(".filter");
  if (filter) prepareFilter(filter);
})();
