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

// A page that refuses says why; it is shown like any other.
document.addEventListener("htmx:beforeSwap", event => {
  if (event.detail.target.id === "main" && event.detail.xhr.status >= 400 && event.detail.xhr.status !== 401) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

// Single keys in clerical review, where the viewer has not turned them off and is not writing.
const review = { busy: false, drawn: 0, pause: 150 };
document.addEventListener("htmx:beforeRequest", () => { review.busy = true; });
document.addEventListener("htmx:afterRequest", () => { review.busy = false; });
document.addEventListener("htmx:afterSettle", event => {
  if (event.target.id === "main" || event.detail.elt.id === "main") {
    review.drawn = performance.now();
    const heading = document.querySelector("#main h1");
    if (heading) {
      heading.focus();
    }
  }
});
document.addEventListener("keydown", event => {
  const desk = document.querySelector("[data-keys='on']");
  const writing = event.target.matches("textarea, select, input:not([type='radio'])");
  const given = event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing;
  if (!desk || writing || given || review.busy || performance.now() - review.drawn < review.pause) {
    return;
  }
  if (event.key === "d") {
    desk.classList.toggle("unmarked");
  } else if (/^[0-7]$/.test(event.key)) {
    const reason = desk.querySelectorAll("input[name='reason']")[Number(event.key)];
    reason.checked = true;
  } else if (/^[mnusz?]$/.test(event.key)) {
    const pressed = desk.querySelector("[data-key='" + event.key + "']");
    if (pressed) {
      pressed.click();
    }
  } else {
    return;
  }
  event.preventDefault();
});
