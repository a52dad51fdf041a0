/* The archive. Without this script everything can still be read, searched and corrected. */
"use strict";

(() => {
  const EVENTS = "/api/v1/events";
  const QUIET = 1200; // milliseconds: many changes come at once, and a page is fetched once for them
  const TYPED = 180;

  function parsed(text) {
    return new DOMParser().parseFromString(text, "text/html");
  }

  /* Lists are fetched again as they change; of a story its readers are told, and left where they are. */
  function prepareLive(mark) {
    const subject = document.body.dataset.live;
    let events = null;
    let last = "";
    let waiting = 0;
    let changes = 0;

    function say(words, lost) {
      mark.textContent = words;
      mark.classList.toggle("lost", lost);
      mark.hidden = false;
    }

    async function refresh() {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (!answer.ok) return;
      const fresh = parsed(await answer.text()).getElementById("main");
      const main = document.getElementById("main");
      const busy = document.activeElement;
      if (!fresh || (main.contains(busy) && busy !== main && busy.matches("input, select, textarea, button"))) return;
      const open = [...main.querySelectorAll("details")].map((each) => each.open);
      const focused = busy && main.contains(busy) && busy.getAttribute("href");
      main.replaceChildren(...fresh.childNodes);
      [...main.querySelectorAll("details")].forEach((each, place) => { each.open = open[place] || each.open; });
      if (focused) {
        const again = [...main.querySelectorAll("a")].find((link) => link.getAttribute("href") === focused);
        if (again) again.focus({ preventScroll: true });
      }
    }

    function tell() {
      waiting = 0;
      if (subject === "page") {
        say(changes === 1 ? "1 change just now" : `${changes} changes just now`, false);
        refresh();
      } else {
        const again = document.createElement("a");
        again.href = location.href;
        again.textContent = "show it as it is now";
        again.addEventListener("click", (event) => { event.preventDefault(); location.reload(); });
        say("This has changed:", false);
        mark.append(" ", again);
      }
      changes = 0;
    }

    function concerns(change) {
      return subject === "page" || change.subject === subject || change.detail.story === subject;
    }

    function noticed(message) {
      last = message.lastEventId;
      if (!concerns(JSON.parse(message.data))) return;
      changes += 1;
      if (!waiting) waiting = setTimeout(tell, QUIET);
    }

    /* A hidden page does not listen: a browser keeps few connections to one place. */
    function listen() {
      if (document.hidden) {
        if (events) events.close();
        events = null;
        return;
      }
      if (events) return;
      events = new EventSource(last ? `${EVENTS}?after=${last}` : EVENTS);
      events.addEventListener("open", () => { if (mark.hidden || mark.classList.contains("lost")) say("live", false); });
      events.addEventListener("error", () => say("not live", true));
      events.addEventListener("change", noticed);
    }

    document.addEventListener("visibilitychange", listen);
    addEventListener("pagehide", () => { if (events) events.close(); events = null; });
    addEventListener("pageshow", listen);
    listen();
  }

  /* What is offered while someone writes; arrows go down the list, Escape closes it. */
  function prepareSeek(form) {
    const input = form.querySelector("input");
    const offered = form.querySelector(".begun");
    let asked = 0;
    let timer = 0;

    function close() {
      offered.hidden = true;
      offered.replaceChildren();
    }

    async function ask() {
      const query = input.value.trim();
      const number = ++asked;
      if (query.length < 2) return close();
      const answer = await fetch(`/search/begun?${new URLSearchParams({ q: query })}`);
      if (!answer.ok || number !== asked) return;
      const list = parsed(await answer.text()).querySelector("ul");
      if (!list || document.activeElement !== input) return close();
      offered.replaceChildren(list);
      offered.hidden = false;
    }

    function step(by) {
      const links = [...offered.querySelectorAll("a")];
      const next = links.indexOf(document.activeElement) + by;
      if (next < 0) input.focus();
      else if (links[next]) links[next].focus();
    }

    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, TYPED); });
    form.addEventListener("keydown", (event) => {
      if (offered.hidden) return;
      if (event.key === "Escape") { event.preventDefault(); input.focus(); close(); }
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        step(event.key === "ArrowDown" ? 1 : -1);
      }
    });
    form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) close(); });
  }

  /* A link to words of a report that is cut into several pieces shows all of them. */
  function showWords() {
    const match = /^#(a-[0-9a-f]+)-(\d+-\d+)$/.exec(location.hash);
    const article = match && document.getElementById(match[1]);
    if (!article) return;
    const found = article.querySelectorAll(`[data-at="${match[2]}"]`);
    for (const piece of found) piece.classList.add("shown");
    if (found[0]) found[0].scrollIntoView({ block: "center", behavior: "instant" });
  }

  const mark = document.querySelector(".site .live");
  if (mark && document.body.dataset.live && "EventSource" in window) prepareLive(mark);
  const seek = document.querySelector(".seek");
  if (seek) prepareSeek(seek);
  showWords();
})();
