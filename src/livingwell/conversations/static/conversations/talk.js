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

  function joined(line, begun) {
    return [line, begun].filter(Boolean).join(" ");
  }

  // A line leaves its box as it is pressed, not as it is sent: while it waits its turn the next may be written.
  form.addEventListener("click", function (event) {
    var button = event.target.closest("[data-line]");
    if (!button) return;
    var box = boxOf(button);
    event.line = box.value;
    box.value = "";
    box.focus();
  }, true);

  document.addEventListener("htmx:configRequest", function (event) {
    var box = boxOf(event.detail.elt);
    if (box) event.detail.parameters[box.name] = event.detail.triggeringEvent.line;
  });

  // A line that needs another look comes back in a new box: what was begun meanwhile goes into it too.
  document.addEventListener("htmx:beforeSwap", function (event) {
    var box = boxOf(event.detail.requestConfig.elt);
    if (box) event.detail.xhr.begun = box.value;
  });

  document.addEventListener("htmx:afterSwap", function (event) {
    var box = boxOf(event.detail.requestConfig.elt);
    var begun = event.detail.xhr.begun;
    if (box && begun && box.value !== begun) box.value = joined(box.value, begun);
  });

  // -- what did not get through ---------------------------------------------------------------------------------------
  NO_ANSWER.split(" ").forEach(function (name) {
    document.addEventListener(name, function (event) {
      var xhr = event.detail.xhr;
      var box = boxOf(event.detail.elt);
      if (box) box.value = joined(event.detail.requestConfig.triggeringEvent.line, box.value);
      say(form.getAttribute(xhr.status === 401 || xhr.status === 403 ? "data-away" : "data-lost"));
    });
  });

  document.addEventListener("htmx:afterRequest", function (event) {
    if (event.detail.successful) say("");
  });
})();
