// Dialogs over the whole page: are you sure, an alert, the payment page.

import { h, icon } from "./dom.js";

let base = "";

export function knowBase(address) {
  base = address;
}

function opened(dialog) {
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
  return dialog;
}

function ended(dialog, answer) {
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(answer(dialog.returnValue))));
}

const words = (text) => (text ? h("p", { class: "dialog-text" }, text) : null);

export function confirmed({ title, text, confirm, deny, style }) {
  const dialog = h("dialog", { class: "ask", "aria-label": title, testid: "confirm" },
    h("h2", {}, title), words(text),
    h("form", { method: "dialog", class: "dialog-buttons" },
      h("button", { value: "no", testid: "confirm-no" }, deny),
      h("button", { value: "yes", class: style === "danger" ? "danger" : "primary", testid: "confirm-yes" }, confirm)));
  return ended(opened(dialog), (value) => value === "yes");
}

export function alerted(name, text) {
  const dialog = h("dialog", { class: "ask", "aria-label": name, testid: "alert" },
    h("h2", {}, name), words(text),
    h("form", { method: "dialog", class: "dialog-buttons" },
      h("button", { value: "ok", class: "primary", testid: "alert-ok" }, "OK")));
  return ended(opened(dialog), () => true);
}

// The path of an address inside this sandbox, whatever name the browser knows it by; null for anywhere else.
export function localPath(address) {
  let url;
  try {
    url = new URL(address, location.origin);
  } catch {
    return null;
  }
  const own = url.origin === location.origin || url.origin === base;
  return own ? url.pathname + url.search : null;
}

// Opens the hosted page in a frame. The page's own policy keeps the frame inside the sandbox, so when the payer is sent
// on to anywhere else the visit is over, and the chat is there again.
function visit(path) {
  const frame = h("iframe", { src: path, title: "Payment page", testid: "visit-frame" });
  const dialog = h("dialog", { class: "visit", "aria-label": "Payment page", testid: "visit" },
    h("header", {},
      h("p", {}, "Hosted page of the payment provider"),
      h("button", {
        type: "button", class: "plain", "aria-label": "Back to the chat", testid: "visit-close",
        on: { click: () => dialog.close() },
      }, icon("close"))),
    frame);
  frame.addEventListener("load", () => {
    if (!stillThere(frame)) dialog.close();
  });
  return ended(opened(dialog), () => true);
}

function stillThere(frame) {
  try {
    const place = frame.contentWindow.location;
    return place.origin === location.origin && place.pathname.startsWith("/stripe/");
  } catch {
    return false;
  }
}

// Follows an address that is neither a chat's nor a bot's own.
export function openAddress(address) {
  const path = localPath(address);
  if (path?.startsWith("/stripe/")) return visit(path);
  if (/^https?:/i.test(address)) window.open(address, "_blank", "noopener,noreferrer");
  return Promise.resolve(true);
}
