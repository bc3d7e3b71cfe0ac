// Everything works without this file; with it, what is polled keeps the reader's place.
"use strict";
document.addEventListener("htmx:beforeSwap", event => {
  if (event.detail.xhr.status === 286) {
    event.detail.shouldSwap = true;
  }
});
// A session ends after a quarter of an hour: said two minutes before, and then nothing of the page is left on the screen.
const idle = Number(document.body.dataset.idle) * 1000;
if (idle) {
  let seen = Date.now();
  const warning = document.createElement("div");
  warning.className = "idle";
  warning.setAttribute("role", "alert");
  const stay = document.createElement("button");
  stay.textContent = "Stay signed in";
  const look = () => {
    const left = seen + idle - Date.now();
    if (left <= 0) {
      document.body.replaceChildren();
      location.assign("/sign-in");
    } else if (left <= 120000 && !warning.isConnected) {
      warning.replaceChildren("You will be signed out in two minutes. ", stay);
      document.body.append(warning);
    }
  };
  const again = () => {
    seen = Date.now();
    warning.remove();
  };
  stay.addEventListener("click", () => fetch("/help").then(answer => answer.redirected ? location.assign("/sign-in") : again()));
  document.addEventListener("htmx:afterRequest", event => {
    if (!event.detail.pathInfo.requestPath.endsWith("/progress")) {
      again();
    }
  });
  document.addEventListener("visibilitychange", look);
  setInterval(look, 5000);
}
