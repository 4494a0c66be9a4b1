// Telegram's formatted text as nodes. The markup is read by the browser's inert parser and only known marks are copied:
// whatever else it might contain stays text.

import { h } from "./dom.js";

const MARKS = new Set(["b", "i", "u", "s", "code", "pre", "blockquote"]);

export function formatted(markup, onLink, onCommand) {
  const parsed = new DOMParser().parseFromString(markup, "text/html");
  return copied(parsed.body, onLink, onCommand);
}

function copied(parent, onLink, onCommand) {
  return [...parent.childNodes].map((node) => {
    if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(afterBlock(node));
    if (node.nodeType !== Node.ELEMENT_NODE) return "";
    const tag = node.localName;
    if (tag === "a") return link(node, onLink);
    if (node.classList.contains("bot_command")) return command(node.textContent, onCommand);
    const inner = copied(node, onLink, onCommand);
    if (MARKS.has(tag)) return h(tag, {}, inner);
    if (node.classList.contains("spoiler")) return spoiler(inner);
    return h("span", { class: tag === "span" ? "entity" : "" }, inner);
  });
}

// A block ends its line by itself; the line break after it would show as an empty line.
function afterBlock(node) {
  const block = ["blockquote", "pre"].includes(node.previousSibling?.localName);
  return block ? node.data.replace(/^\n/, "") : node.data;
}

function link(node, onLink) {
  const address = node.getAttribute("href") ?? "";
  const go = (event) => {
    event.preventDefault();
    onLink(address);
  };
  if (!/^(https?|tg):/i.test(address)) return h("span", { class: "entity" }, node.textContent);
  return h("a", { href: address, rel: "noopener noreferrer", on: { click: go } }, node.textContent);
}

function command(text, onCommand) {
  return h("button", { type: "button", class: "command", on: { click: () => onCommand(text) } }, text);
}

function spoiler(inner) {
  return h("button", {
    type: "button", class: "spoiler", "aria-label": "Hidden words, press to read",
    on: { click: (event) => event.currentTarget.replaceWith(...event.currentTarget.childNodes) },
  }, inner);
}
