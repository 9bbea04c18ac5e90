// A passkey: the phone or computer asks for its own lock, and what it signs goes in an ordinary form.
//   data-passkey-box      around it all; in it, data-passkey-without says what to do without this script
//   data-passkey          on the button: the address that is asked what to sign
//   data-makes            on the button, where a passkey is made and not shown
//   data-to               on the button: where its form goes then, when not where the form itself does
//   data-passkey-says     where the button's sentences are said
// Nothing is sent, and nothing typed is lost, unless the device has said yes.
(function () {
  "use strict";
  var TOKEN = "csrfmiddlewaretoken";
  var BY_FORM = [401, 422]; // the form itself, sent as it is, says what is asked first
  var box = document.querySelector("[data-passkey-box]");
  if (!box) return;
  var button = box.querySelector("[data-passkey]");
  var without = box.querySelector("[data-passkey-without]");
  var place = box.querySelector("[data-passkey-says]");
  var makes = button.hasAttribute("data-makes");
  var asking = false;

  function say(name) {
    place.textContent = "";
    if (!name) return;
    var sentence = document.createElement("p");
    sentence.textContent = button.getAttribute("data-" + name);
    place.appendChild(sentence);
  }

  function bytes(text) {
    var raw = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(raw, function (letter) {
      return letter.charCodeAt(0);
    });
  }

  function letters(buffer) {
    var raw = Array.prototype.map.call(new Uint8Array(buffer), function (byte) {
      return String.fromCharCode(byte);
    });
    return btoa(raw.join("")).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  function named(credentials) {
    (credentials || []).forEach(function (one) {
      one.id = bytes(one.id);
    });
  }

  // What the device is asked, its letters made bytes.
  function prepared(answer) {
    var asked = answer.publicKey;
    asked.challenge = bytes(asked.challenge);
    if (asked.user) asked.user.id = bytes(asked.user.id);
    named(asked.allowCredentials);
    named(asked.excludeCredentials);
    return { publicKey: asked };
  }

  // What the device answered, its bytes made letters.
  function written(credential) {
    var response = {};
    ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"].forEach(function (name) {
      if (credential.response[name]) response[name] = letters(credential.response[name]);
    });
    return JSON.stringify({ id: credential.id, rawId: letters(credential.rawId), response: response });
  }

  function Refused(name) {
    this.name = name;
  }

  function ask() {
    var sent = new URLSearchParams();
    sent.set(TOKEN, button.form.elements[TOKEN].value);
    if (makes) sent.set("name", button.form.elements.name.value);
    var how = { method: "POST", body: sent, credentials: "same-origin", redirect: "error" };
    return fetch(button.getAttribute("data-passkey"), how).then(function (answer) {
      if (answer.ok) return answer.json();
      if (BY_FORM.indexOf(answer.status) >= 0) throw new Refused("by form");
      throw new Refused(answer.status === 429 ? "slowed" : "failed");
    });
  }

  function send(credential) {
    var form = button.form;
    form.elements.credential.value = credential ? written(credential) : "";
    if (button.getAttribute("data-to")) form.action = button.getAttribute("data-to");
    form.submit();
  }

  function told(trouble) {
    if (trouble instanceof Refused) return trouble.name;
    var of = { NotAllowedError: "cancelled", AbortError: "cancelled", InvalidStateError: "there" };
    return of[trouble.name] || (trouble.name === "NotSupportedError" || trouble.name === "SecurityError" ? "unable" : "failed");
  }

  function rest() {
    asking = false;
    button.removeAttribute("aria-disabled");
  }

  button.addEventListener("click", function () {
    if (asking) return;
    asking = true;
    button.setAttribute("aria-disabled", "true");
    say("waiting");
    ask()
      .then(function (answer) {
        return navigator.credentials[makes ? "create" : "get"](prepared(answer));
      })
      .then(send)
      .catch(function (trouble) {
        if (trouble instanceof Refused && trouble.name === "by form") return send();
        rest();
        say(told(trouble));
      });
  });

  // Come back to by "back", with the page as it was left.
  window.addEventListener("pageshow", function (event) {
    if (!event.persisted) return;
    rest();
    say();
  });

  if (!window.PublicKeyCredential || !navigator.credentials || !window.fetch) {
    without.textContent = button.getAttribute("data-unable");
    return;
  }
  without.hidden = true;
  button.hidden = false;
})();
