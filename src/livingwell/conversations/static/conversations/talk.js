// The conversation's page, beyond what HTMX and autosave.js do:
//   - Enter in a line adds that line, and opening "+ a next step" puts the cursor in it;
//   - a line that is on its way leaves its box free for the next one, and comes back to it if it did not get through;
//   - leaving by a button waits until the note has been kept, and carries the revision it was kept as;
//   - what did not get through (no line, signed out) is said, where refusals are said.
(function () {
  "use strict";
  var form = document.getElementById("talk");
  if (!form) return;
  var note = form.elements.words;
  var LOOK_AGAIN = 150;
  var NO_ANSWER = "htmx:sendError htmx:timeout htmx:responseError";
  var leaving = false;

  function say(sentence) {
    var place = document.getElementById("refused");
    place.textContent = "";
    if (!sentence) return;
    var callout = document.createElement("div");
    callout.className = "callout callout--honey";
    callout.textContent = sentence;
    place.appendChild(callout);
  }

  // -- leaving by a button --------------------------------------------------------------------------------------------
  // A note that was overtaken, or is too long, is not being sent any more: the form itself carries it.
  function isWaiting(keeper) {
    return keeper && !keeper.stopped && (keeper.sending || keeper.unsaved());
  }

  function leaveOnceKept(button) {
    var keeper = note.keeper;
    if (isWaiting(keeper)) {
      keeper.send();
      window.setTimeout(leaveOnceKept, LOOK_AGAIN, button);
      return;
    }
    leaving = true;
    form.requestSubmit(button);
    leaving = false;
  }

  document.addEventListener("submit", function (event) {
    if (event.target !== form) return;
    var keeper = note.keeper;
    if (!leaving && isWaiting(keeper)) {
      event.preventDefault();
      event.stopPropagation();
      leaveOnceKept(event.submitter);
      return;
    }
    if (keeper) form.elements.revision.value = keeper.revision;
  }, true);

  // -- lines ----------------------------------------------------------------------------------------------------------
  function boxOf(button) {
    return document.getElementById(button.getAttribute("data-line"));
  }

  form.addEventListener("keydown", function (event) {
    var adds = event.key === "Enter" && event.target.getAttribute("data-enter");
    if (!adds) return;
    event.preventDefault();
    document.getElementById(adds).click();
  });

  form.addEventListener("toggle", function (event) {
    var line = event.target.open && event.target.matches(".add") && event.target.querySelector("input, textarea");
    if (line) line.focus();
  }, true);

  document.addEventListener("htmx:beforeSend", function (event) {
    var box = boxOf(event.detail.elt);
    if (!box) return;
    event.detail.xhr.line = box.value;
    box.value = "";
    box.focus();
  });

  // -- what did not get through ---------------------------------------------------------------------------------------
  NO_ANSWER.split(" ").forEach(function (name) {
    document.addEventListener(name, function (event) {
      var xhr = event.detail.xhr;
      var box = boxOf(event.detail.elt);
      if (box && xhr.line) box.value = [xhr.line, box.value].filter(Boolean).join(" ");
      say(form.getAttribute(xhr.status === 401 || xhr.status === 403 ? "data-away" : "data-lost"));
    });
  });

  document.addEventListener("htmx:afterRequest", function (event) {
    if (event.detail.successful) say("");
  });
})();
