// Everything works without this file; with it, what is polled keeps the reader's place.
"use strict";
document.addEventListener("htmx:beforeSwap", event => {
  if (event.detail.xhr.status === 286) {
    event.detail.shouldSwap = true;
  }
});
