// A part of the page that keeps itself fresh: <div data-refresh-url="..." data-refresh-seconds="5">.
// Asks with If-None-Match, so that no news costs a 304; swaps only on 200. It waits while the tab is out of sight, and
// while somebody is writing or choosing inside it. Without this script the page is as fresh as its last loading.
(function () {
  "use strict";
  var SLOWEST = 60;

  function busy(part) {
    var focused = document.activeElement;
    return part.contains(focused) && focused.matches("input, textarea, select, [contenteditable]");
  }

  function swap(part, html) {
    var focused = part.contains(document.activeElement) && document.activeElement.id;
    part.innerHTML = html;
    if (window.htmx) window.htmx.process(part);
    document.dispatchEvent(new CustomEvent("htmx:load", { detail: { elt: part } }));
    var again = focused && document.getElementById(focused);
    if (again) again.focus({ preventScroll: true });
  }

  function keepFresh(part) {
    var every = Number(part.getAttribute("data-refresh-seconds")) || 5;
    var wait = every;
    var tag = part.getAttribute("data-refresh-tag") || "";

    function answered(response) {
      if (response.status === 304) return null;
      if (!response.ok || response.redirected) throw new Error("no answer");
      tag = response.headers.get("ETag") || "";
      return response.text();
    }

    function ask() {
      if (!document.body.contains(part)) return;
      if (document.hidden || busy(part)) {
        later();
        return;
      }
      var headers = { "HX-Request": "true" };
      if (tag) headers["If-None-Match"] = tag;
      fetch(part.getAttribute("data-refresh-url"), { headers: headers, credentials: "same-origin", cache: "no-store" })
        .then(answered)
        .then(function (html) {
          wait = every;
          if (html !== null && !busy(part)) swap(part, html);
          else if (html !== null) tag = "";
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

  Array.prototype.slice.call(document.querySelectorAll("[data-refresh-url]")).forEach(keepFresh);
})();
