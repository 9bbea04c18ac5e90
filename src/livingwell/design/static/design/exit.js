// The way out: a press of "Leave this page", or Escape or Shift three times, blanks the page and goes somewhere dull.
// Without this script the link still works. location.replace leaves no way back to this page in the tab's history.
// Where leaving also closes something of ours, the link leads there first; here that is asked for beside going, and the
// request outlives the page, so that nobody waits for an answer.
(function () {
  "use strict";
  var link = document.querySelector("[data-exit]");
  if (!link) return;

  var away = link.getAttribute("data-exit") || link.href;

  // Whether what leaving closes has been asked for; where it cannot be, the link itself leads through it.
  function closes() {
    if (link.href === away) return true;
    try {
      fetch(link.href, { keepalive: true, redirect: "manual", credentials: "same-origin", cache: "no-store" }).catch(
        function () {}
      );
      return true;
    } catch (refused) {
      return false;
    }
  }

  function leave() {
    document.documentElement.classList.add("leaving");
    document.title = "…";
    try {
      sessionStorage.clear();
    } catch (refused) {
      // Storage may be switched off; there is nothing in it then.
    }
    window.location.replace(closes() ? away : link.href);
  }

  link.addEventListener("click", function (event) {
    event.preventDefault();
    leave();
  });

  var TIMES = 3;
  var WITHIN = 5000;
  var pressed = 0;
  var key = "";
  var since = 0;
  document.addEventListener("keyup", function (event) {
    if (event.key !== "Escape" && event.key !== "Shift") {
      pressed = 0;
      return;
    }
    var now = Date.now();
    if (event.key !== key || now - since > WITHIN) {
      pressed = 0;
      since = now;
    }
    key = event.key;
    pressed += 1;
    if (pressed >= TIMES) leave();
  });
})();
