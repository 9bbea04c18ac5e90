// What is shown: questions that an answer asks, boxes that grow, the summary of what needs another look.
// Without this script every question is in sight and every box scrolls. Also run over what htmx brings in.
(function () {
  "use strict";
  var HIDDEN = /(nhsuk-(?:radios|checkboxes)__conditional)/;

  function all(root, selector) {
    return Array.prototype.slice.call(root.querySelectorAll(selector));
  }

  function showAnswer(input) {
    var asked = document.getElementById(input.getAttribute("data-aria-controls"));
    var name = asked && HIDDEN.exec(asked.className);
    if (name) asked.classList.toggle(name[1] + "--hidden", !input.checked);
  }

  function siblings(input) {
    return all(input.form || document, 'input[name="' + input.name + '"]');
  }

  function answered(event) {
    var input = event.target;
    if (input.type !== "radio" && input.type !== "checkbox") return;
    if (input.type === "checkbox" && input.checked) {
      siblings(input).forEach(function (other) {
        var apart = input.hasAttribute("data-alone") || other.hasAttribute("data-alone");
        if (other !== input && apart) other.checked = false;
      });
    }
    siblings(input).filter(function (one) {
      return one.hasAttribute("data-aria-controls");
    }).forEach(showAnswer);
  }

  // Where the browser cannot grow a box by itself (field-sizing), its height follows what is in it.
  var GROWS_ITSELF = window.CSS && CSS.supports && CSS.supports("field-sizing", "content");

  function grow(box) {
    box.style.height = "auto";
    box.style.height = box.scrollHeight + 4 + "px";
  }

  function focusField(event) {
    var link = event.target.closest && event.target.closest("[data-summary] a");
    var field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    var group = field.closest("fieldset, .nhsuk-form-group") || field;
    group.scrollIntoView({ block: "start" });
    field.focus({ preventScroll: true });
  }

  function prepare(root) {
    all(root, "[data-aria-controls]").forEach(showAnswer);
    if (!GROWS_ITSELF) all(root, "textarea[data-grow]").forEach(grow);
    all(root, "[data-print]").forEach(function (button) {
      button.hidden = false;
    });
    var summary = root.querySelector("[data-summary]");
    if (summary) summary.focus();
  }

  document.addEventListener("change", answered);
  document.addEventListener("click", focusField);
  document.addEventListener("click", function (event) {
    if (event.target.closest && event.target.closest("button[data-print]")) window.print();
  });
  document.addEventListener("input", function (event) {
    if (!GROWS_ITSELF && event.target.hasAttribute("data-grow")) grow(event.target);
  });
  document.addEventListener("htmx:load", function (event) {
    if (event.detail.elt !== document.body) prepare(event.detail.elt);
  });

  document.body.classList.add("nhsuk-frontend-supported");
  prepare(document);
})();
