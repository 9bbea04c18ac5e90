// Offers to show a password while it is typed. Without this script the field is an ordinary one.
(function () {
  "use strict";
  Array.prototype.forEach.call(document.querySelectorAll("input[data-show]"), function (field) {
    var words = document.querySelector("[data-show-words]");
    if (!words) return;
    var button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn--plain";
    button.setAttribute("aria-controls", field.id);
    function say() {
      var hidden = field.type === "password";
      button.textContent = words.getAttribute(hidden ? "data-show-words" : "data-hide-words");
    }
    button.addEventListener("click", function () {
      field.type = field.type === "password" ? "text" : "password";
      say();
    });
    if (field.form) {
      field.form.addEventListener("submit", function () {
        field.type = "password"; // so that no browser keeps it among what was typed
      });
    }
    say();
    field.insertAdjacentElement("afterend", button);
  });
})();
