// A part of the page that keeps itself fresh: <div data-refresh-url="..." data-refresh-seconds="5">.
// Asks with If-None-Match, so that no news costs a 304; swaps only on 200. It waits while the tab is out of sight, and
// while somebody is writing or choosing inside it. Without this script the page is as fresh as its last loading.
//
// One answer may freshen several parts: <div data-refresh-part="list" data-refresh-version="..."> in it goes into the
// part of that name on the page, unless that has this version already. Then also
//   data-refresh-news    on the page, outside the parts: says what the answer's element of that name says (a live region)
//   data-refresh-waits   inside a part, hidden: shown when there is news for it and somebody is busy in it
//   data-refresh-holds   on a part that must stay as it is (a form shown again with what was typed)
//   data-keeps-in-sight  on a list that scrolls: what is current in it is in sight when the page opens
(function () {
  "use strict";
  var SLOWEST = 60;
  var FIELDS = "input, textarea, select, [contenteditable]";

  function all(root, selector) {
    return Array.prototype.slice.call(root.querySelectorAll(selector));
  }

  // Whether a field holds something that has gone nowhere yet.
  function chosen(field) {
    if (field.keeper) return field.keeper.unsaved();
    if (field.type === "radio" || field.type === "checkbox") return field.checked !== field.defaultChecked;
    if (!field.options) return field.type !== "hidden" && field.value !== field.defaultValue;
    var set = Array.prototype.findIndex.call(field.options, function (option) {
      return option.defaultSelected;
    });
    return field.selectedIndex !== Math.max(set, 0);
  }

  function busy(part) {
    var focused = document.activeElement;
    var writing = part.contains(focused) && focused.matches(FIELDS);
    return writing || part.hasAttribute("data-refresh-holds") || all(part, FIELDS).some(chosen);
  }

  function swap(part, html) {
    var focused = part.contains(document.activeElement) && document.activeElement.id;
    var open = all(part, "details[open][id]").map(function (one) {
      return one.id;
    });
    part.innerHTML = html;
    open.forEach(function (id) {
      var again = document.getElementById(id);
      if (again) again.open = true;
    });
    if (window.htmx) window.htmx.process(part);
    document.dispatchEvent(new CustomEvent("htmx:load", { detail: { elt: part } }));
    var again = focused && document.getElementById(focused);
    if (again) again.focus({ preventScroll: true });
  }

  // What became of a piece of an answer: "same" as on the page, "taken", or it "waits" for somebody busy.
  function freshen(root, piece) {
    var part = root.querySelector('[data-refresh-part="' + piece.getAttribute("data-refresh-part") + '"]');
    var version = piece.getAttribute("data-refresh-version");
    if (!part || part.getAttribute("data-refresh-version") === version) return "same";
    if (busy(part)) {
      all(part, "[data-refresh-waits]").forEach(function (waits) {
        waits.hidden = false;
      });
      return "waits";
    }
    swap(part, piece.innerHTML);
    part.setAttribute("data-refresh-version", version);
    return "taken";
  }

  // Whether all of an answer is now on the page.
  function take(root, html) {
    var answer = document.createElement("template");
    answer.innerHTML = html;
    var pieces = all(answer.content, "[data-refresh-part]");
    if (!pieces.length) {
      if (busy(root)) return false;
      swap(root, html);
      return true;
    }
    var became = pieces.map(function (piece) {
      return freshen(root, piece);
    });
    var said = answer.content.querySelector("[data-refresh-news]");
    var news = root.querySelector("[data-refresh-news]");
    if (said && news && became.indexOf("taken") >= 0) news.textContent = said.textContent;
    return became.indexOf("waits") < 0;
  }

  function keepFresh(root) {
    var every = Number(root.getAttribute("data-refresh-seconds")) || 5;
    var wait = every;
    var tag = root.getAttribute("data-refresh-tag") || "";
    var isOne = !root.querySelector("[data-refresh-part]");
    var left = ""; // an answer that could not go in yet: tried again at each turn, without asking for it again

    function answered(response) {
      if (response.status === 304) return left;
      if (!response.ok || response.redirected) throw new Error("no answer");
      tag = response.headers.get("ETag") || "";
      return response.text();
    }

    function ask() {
      if (!document.body.contains(root)) return;
      if (document.hidden || (isOne && busy(root))) {
        later();
        return;
      }
      var headers = { "HX-Request": "true" };
      if (tag) headers["If-None-Match"] = tag;
      fetch(root.getAttribute("data-refresh-url"), { headers: headers, credentials: "same-origin", cache: "no-store" })
        .then(answered)
        .then(function (html) {
          wait = every;
          left = html && !take(root, html) ? html : "";
        })
        .catch(function () {
          wait = Math.min(wait * 2, SLOWEST);
        })
        .then(later);
    }

    function later() {
      window.setTimeout(ask, wait * 1000);
    }
    later();
    document.addEventListener("visibilitychange", function () {
      if (!document.hidden) wait = every;
    });
  }

  all(document, "[data-refresh-url]").forEach(keepFresh);
  all(document, "[data-keeps-in-sight]").forEach(function (list) {
    var current = list.querySelector("[aria-current]");
    if (current && list.scrollHeight > list.clientHeight) {
      var below = current.getBoundingClientRect().top - list.getBoundingClientRect().top;
      list.scrollTop += below - list.clientHeight / 3;
    }
  });
})();
