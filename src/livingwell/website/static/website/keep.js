// Keeps the safety plan on this phone, if whoever it is about says so after reading the warning, and takes it off again.
// Without this script, or where a phone cannot, nothing is offered. What is kept: the page, its styles and letters, in a
// cache of that one page; a service worker that reaches that page alone (keeper.js) shows it where there is no signal.
(function () {
  "use strict";
  var SHELF = "safety-plan";
  var box = document.querySelector("[data-keep]");
  if (!box || !("serviceWorker" in navigator) || !("caches" in window)) return;

  var page = new URL(box.getAttribute("data-page"), location.href).href;
  var from = box.getAttribute("data-kept-from");
  var whose = box.getAttribute("data-whose");
  var said = box.querySelector("[data-keep-said]");

  function one(name) {
    return box.querySelector("[data-keep-" + name + "]");
  }

  function show(when) {
    Array.prototype.forEach.call(box.querySelectorAll("[data-keep-when]"), function (part) {
      part.hidden = part.getAttribute("data-keep-when") !== when;
    });
  }

  function say(what) {
    said.textContent = what ? said.getAttribute("data-" + what) : "";
  }

  function around() {
    var links = document.querySelectorAll("link[rel=stylesheet], link[rel=preload], script[src]");
    return Array.prototype.map.call(links, function (link) {
      return link.href || link.src;
    });
  }

  function isKept() {
    // Two people may use one phone: only whoever kept theirs here is told so, and only theirs is kept up to date.
    return caches.has(SHELF).then(function (there) {
      return there && localStorage.getItem(SHELF) === whose;
    });
  }

  // The page as it is now; whatever is no answer of that page is not kept in its place.
  function keep() {
    return fetch(from, { credentials: "same-origin", redirect: "error", cache: "no-store" }).then(function (answer) {
      if (!answer.ok) throw new Error("not kept");
      localStorage.setItem(SHELF, whose);
      return caches.open(SHELF).then(function (shelf) {
        return shelf.put(page, answer).then(function () {
          return Promise.all(
            around().map(function (href) {
              return shelf.add(href).catch(function () {});
            })
          );
        });
      });
    });
  }

  function takeOff() {
    localStorage.removeItem(SHELF);
    return caches.delete(SHELF).then(function () {
      return navigator.serviceWorker.getRegistration(page);
    }).then(function (keeper) {
      return keeper ? keeper.unregister() : true;
    });
  }

  one("ask").addEventListener("click", function () {
    show("asked");
    say("");
    one("warning").focus();
  });
  one("no").addEventListener("click", function () {
    show("not");
    one("ask").focus();
  });
  one("yes").addEventListener("click", function () {
    navigator.serviceWorker
      .register(box.getAttribute("data-keeper"))
      .then(keep)
      .then(
        function () {
          show("kept");
          say("kept");
          one("off").focus();
        },
        function () {
          takeOff();
          show("not");
          say("failed");
        }
      );
  });
  one("off").addEventListener("click", function () {
    takeOff().then(function () {
      show("not");
      say("off");
    });
  });

  box.hidden = false;
  isKept().then(function (kept) {
    show(kept ? "kept" : "not");
    if (kept) keep().catch(function () {});
  });
})();
