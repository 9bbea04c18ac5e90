// Finding by keyboard. "/" comes to the box; the arrows go from it through what was found and back; Enter opens, as on
// any link; Escape leaves: from the list to the box, from the box to where one was. Without this script Tab does it all.
//   data-find          the box
//   data-find-one      a link of what was found
//   data-find-results  what is swapped: told by its [data-find-told] to the live region data-find-news
//   data-find-key      turns "/" off on this computer, for whoever speaks their keys (WCAG 2.1.4)
(function () {
  "use strict";
  var OFF = "find-key-off";
  var box = document.querySelector("[data-find]");
  if (!box) return;
  var results = document.querySelector("[data-find-results]");
  var before = null;

  function isOff() {
    try {
      return localStorage.getItem(OFF) === "yes";
    } catch (refused) {
      return false;
    }
  }

  function found() {
    return results ? Array.prototype.slice.call(results.querySelectorAll("[data-find-one]")) : [];
  }

  function writing(one) {
    return one.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(one.tagName);
  }

  function come(event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (writing(event.target) || isOff()) return;
    event.preventDefault();
    before = document.activeElement;
    box.focus();
    box.select();
  }

  function leave() {
    if (document.activeElement !== box) {
      box.focus();
      return;
    }
    if (before && document.body.contains(before)) before.focus();
    if (document.activeElement === box) box.blur();
  }

  // The box stands before the first.
  function go(step) {
    var all = [box].concat(found());
    var next = all.indexOf(document.activeElement) + step;
    if (next >= 0 && next < all.length) all[next].focus();
  }

  function walk(event) {
    var here = document.activeElement;
    if (here !== box && found().indexOf(here) < 0) return;
    if (event.key === "Escape") leave();
    else if (event.key === "ArrowDown" && found().length) go(1);
    else if (event.key === "ArrowUp" && here !== box) go(-1);
    else return;
    event.preventDefault();
  }

  document.addEventListener("keydown", come);
  document.addEventListener("keydown", walk);
  document.addEventListener("htmx:afterSwap", function (event) {
    var news = document.querySelector("[data-find-news]");
    var told = results && event.target === results && results.querySelector("[data-find-told]");
    if (!news || !told) return;
    var count = told.getAttribute("data-find-told");
    news.textContent = found().length ? results.getAttribute("data-find-said").replace("{people}", count) : count;
  });

  var keys = document.querySelector("[data-find-keys]");
  var key = document.querySelector("[data-find-key]");
  if (keys && key) {
    keys.hidden = false;
    key.checked = !isOff();
    key.addEventListener("change", function () {
      try {
        if (key.checked) localStorage.removeItem(OFF);
        else localStorage.setItem(OFF, "yes");
      } catch (refused) {
        // Storage may be switched off; the key then stays on.
      }
    });
  }
})();
