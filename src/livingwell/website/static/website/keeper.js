// Stands beside the safety plan's page and reaches no other. Only once somebody kept it on this phone: where the page
// cannot be had, whatever the reason, the kept one is shown.
(function () {
  "use strict";
  var SHELF = "safety-plan";

  self.addEventListener("install", function () {
    self.skipWaiting();
  });

  function kept(request) {
    return caches.open(SHELF).then(function (shelf) {
      return shelf.match(request.mode === "navigate" ? self.registration.scope : request, { ignoreVary: true });
    });
  }

  self.addEventListener("fetch", function (event) {
    if (event.request.method !== "GET") return;
    var wanted = event.request;
    event.respondWith(
      fetch(wanted).then(
        function (answer) {
          if (answer.ok || answer.type === "opaqueredirect" || wanted.mode !== "navigate") return answer;
          return kept(wanted).then(function (found) {
            return found || answer;
          });
        },
        function () {
          return kept(wanted).then(function (found) {
            return found || Response.error();
          });
        }
      )
    );
  });
})();
