// Words are kept as they are written. On a textarea, an input or a form:
//   data-autosave-url       where to POST: its fields, `revision`, and `writer`, a key made for this open page
//   data-autosave-revision  what the words on the page were read from
//   data-autosave-said      id of the element that says how it stands (the `saved` macro, which holds the sentences)
// Answers understood: 200 {"revision": ...}; 409 with a fragment, shown beside the words and overwriting nothing;
// 400, 413 or 422, which wait for the words to change; 401, 403 or a redirect, meaning signed out; anything else, or
// none, is tried again. What is not yet kept is also in this tab's own storage, under the name of who is signed in: it
// comes back to them after a reload, and to nobody else.
(function () {
  "use strict";
  var IDLE = 1200;
  var LONGEST = 5000; // somebody who writes without a pause is saved this often
  var FIRST_WAIT = 2000;
  var LAST_WAIT = 30000;
  var ALIVE = 60000; // a browser sends at most 64 KB after the page has gone
  var TOKEN = "csrfmiddlewaretoken";
  var OURS = "words:";
  var ME = document.body.getAttribute("data-signed-in-as") || "nobody";
  var ours = [];

  // What somebody else left in this tab is not for whoever has signed in now: it is forgotten, unread.
  function forgetOthers() {
    try {
      Object.keys(sessionStorage).forEach(function (place) {
        if (place.indexOf(OURS) === 0 && place.indexOf(OURS + ME + ":") !== 0) sessionStorage.removeItem(place);
      });
    } catch (refused) {
      // Storage may be switched off; there is nothing in it then.
    }
  }

  // A save that follows one of this page's own, whose answer never came back, is no quarrel: the server knows the writer.
  function newWriter() {
    return Math.random().toString(36).slice(2) + Date.now().toString(36);
  }

  function Keeper(element) {
    this.element = element;
    this.url = element.getAttribute("data-autosave-url");
    this.revision = element.getAttribute("data-autosave-revision") || "";
    this.writer = newWriter();
    this.place = OURS + ME + ":" + this.url + ":" + (element.name || element.id);
    this.kept = this.words();
    this.wait = FIRST_WAIT;
    this.timer = this.limit = 0;
    this.sending = this.stopped = this.overtaken = false;
    this.bringBack();
  }

  Keeper.prototype.words = function () {
    var found = new URLSearchParams();
    if (this.element.tagName !== "FORM") {
      found.set(this.element.name, this.element.value);
      return found.toString();
    }
    new FormData(this.element).forEach(function (value, name) {
      if (typeof value === "string" && name !== TOKEN) found.append(name, value);
    });
    return found.toString();
  };

  Keeper.prototype.unsaved = function () {
    return this.words() !== this.kept;
  };

  Keeper.prototype.say = function (state, sentence) {
    var said = document.getElementById(this.element.getAttribute("data-autosave-said"));
    if (!said) return;
    sentence = sentence || said.getAttribute("data-" + state) || "";
    said.setAttribute("data-state", state);
    if (said.textContent !== sentence) said.textContent = sentence;
  };

  // This tab's own storage: only what has not been kept yet, gone as soon as it has.
  Keeper.prototype.remember = function () {
    try {
      if (!this.unsaved()) sessionStorage.removeItem(this.place);
      else {
        var left = { words: this.words(), revision: this.revision, writer: this.writer };
        sessionStorage.setItem(this.place, JSON.stringify(left));
      }
    } catch (refused) {
      // Storage may be full or switched off; the words are still on the page and still being sent.
    }
  };

  Keeper.prototype.bringBack = function () {
    var left = null;
    try {
      left = JSON.parse(sessionStorage.getItem(this.place) || "null");
    } catch (refused) {}
    if (!left || left.words === this.kept) return;
    var fields = this.element.tagName === "FORM" ? Array.from(this.element.elements) : [this.element];
    new URLSearchParams(left.words).forEach(function (value, name) {
      fields.forEach(function (field) {
        if (field.name === name && /^(text|email|tel)/.test(field.type)) field.value = value;
      });
    });
    this.revision = left.revision;
    this.writer = left.writer; // what it last sent may have arrived while the page was going
    this.say("restored");
    this.soon();
  };

  Keeper.prototype.written = function () {
    this.remember();
    this.stopped = this.overtaken;
    this.soon();
  };

  Keeper.prototype.soon = function () {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(this.send.bind(this), IDLE);
    if (!this.limit) this.limit = window.setTimeout(this.send.bind(this), LONGEST);
  };

  Keeper.prototype.later = function () {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(this.send.bind(this), this.wait);
    this.wait = Math.min(this.wait * 2, LAST_WAIT);
  };

  Keeper.prototype.token = function () {
    var near = this.element.closest("form");
    var found = (near && near.elements[TOKEN]) || document.querySelector('input[name="' + TOKEN + '"]');
    return found ? found.value : "";
  };

  Keeper.prototype.send = function () {
    window.clearTimeout(this.timer);
    window.clearTimeout(this.limit);
    this.limit = 0;
    if (this.sending || this.stopped || !this.unsaved()) return;
    var self = this;
    var words = this.words();
    var body = new URLSearchParams(words);
    body.set("revision", this.revision);
    body.set("writer", this.writer);
    body.set(TOKEN, this.token());
    this.sending = true;
    fetch(this.url, {
      method: "POST",
      body: body,
      headers: { "X-CSRFToken": this.token(), "X-Autosave": "true" },
      credentials: "same-origin",
      redirect: "manual",
      keepalive: body.toString().length < ALIVE,
    })
      .then(function (response) {
        return self.answered(response, words);
      })
      .catch(function () {
        self.say("trying");
        self.later();
      })
      .then(function () {
        self.sending = false;
        if (!self.stopped && self.wait === FIRST_WAIT && self.unsaved()) self.soon();
      });
  };

  Keeper.prototype.answered = function (response, words) {
    var self = this;
    var status = response.status;
    if (response.type === "opaqueredirect" || status === 401 || status === 403) return this.signedOut();
    if (status === 409) return response.text().then(this.showTheirs.bind(this));
    if (status === 400 || status === 413 || status === 422) {
      this.stopped = true;
      this.say("long");
      return null;
    }
    if (!response.ok) throw new Error("not kept");
    return response.json().then(function (answer) {
      self.revision = answer.revision;
      self.kept = words;
      self.wait = FIRST_WAIT;
      self.remember();
      if (!self.unsaved()) self.say("saved");
    });
  };

  // Signing in again, in another tab, changes the key that forms carry: fetch this page for the new one and go on.
  // Only as the same person: body[data-signed-in-as] says who the page was made for.
  Keeper.prototype.signedOut = function () {
    var self = this;
    return fetch(window.location.href, { credentials: "same-origin", redirect: "manual", cache: "no-store" })
      .then(function (response) {
        return response.ok ? response.text() : "";
      })
      .then(function (html) {
        var page = new DOMParser().parseFromString(html, "text/html");
        var fresh = page.querySelector('input[name="' + TOKEN + '"]');
        var same = page.body.getAttribute("data-signed-in-as") === document.body.getAttribute("data-signed-in-as");
        if (fresh && same && fresh.value && page.querySelector("[data-autosave-url]")) {
          document.querySelectorAll('input[name="' + TOKEN + '"]').forEach(function (input) {
            input.value = fresh.value;
          });
          self.say("trying");
        } else {
          self.say("away");
        }
        self.later();
      });
  };

  Keeper.prototype.showTheirs = function (html) {
    this.stopped = this.overtaken = true;
    this.say("overtaken");
    var beside = document.createElement("div");
    beside.setAttribute("data-autosave-beside", "");
    beside.innerHTML = html;
    var group = this.element.closest(".nhsuk-form-group") || this.element;
    group.insertAdjacentElement("afterend", beside);
    var self = this;
    var keep = beside.querySelector("[data-autosave-keep]");
    if (!keep) return;
    keep.addEventListener("click", function () {
      self.revision = keep.getAttribute("data-autosave-keep");
      self.stopped = self.overtaken = false;
      beside.remove();
      self.element.focus();
      self.send();
    });
  };

  function watch(root) {
    root.querySelectorAll("[data-autosave-url]").forEach(function (element) {
      if (element.keeper) return;
      var keeper = (element.keeper = new Keeper(element));
      ours.push(keeper);
      element.addEventListener("input", keeper.written.bind(keeper));
      element.addEventListener("focusout", keeper.send.bind(keeper));
      var form = element.closest("form");
      if (!form) return;
      form.addEventListener("submit", function () {
        keeper.kept = keeper.words();
        keeper.remember();
      });
    });
  }

  function sendAll() {
    ours.forEach(function (keeper) {
      keeper.send();
    });
  }

  document.addEventListener("visibilitychange", sendAll);
  ["pagehide", "online", "focus"].forEach(function (moment) {
    window.addEventListener(moment, sendAll);
  });
  window.addEventListener("beforeunload", function (event) {
    var left = ours.some(function (keeper) {
      return keeper.wait > FIRST_WAIT && keeper.unsaved();
    });
    if (left) event.preventDefault();
  });
  document.addEventListener("submit", function (event) {
    if (event.target.hasAttribute("data-signs-out")) sessionStorage.clear();
  });
  document.addEventListener("htmx:load", function (event) {
    watch(event.detail.elt);
  });
  forgetOthers();
  watch(document);
})();
