// Slack's text objects and mrkdwn as nodes.

import { h } from "./dom.js";

const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };
const TOKEN = new RegExp(
  [
    "```(?<pre>[\\s\\S]+?)```",
    "`(?<code>[^`\\n]+)`",
    "<(?<angle>[^<>\\n]+)>",
    "(?<=^|[\\s(\\[{\"'—–-])\\*(?<bold>[^*\\n]+)\\*(?=$|[\\s)\\]}\"'.,;:!?—–-])",
    "(?<=^|[\\s(\\[{\"'—–-])_(?<italic>[^_\\n]+)_(?=$|[\\s)\\]}\"'.,;:!?—–-])",
    "(?<=^|[\\s(\\[{\"'—–-])~(?<strike>[^~\\n]+)~(?=$|[\\s)\\]}\"'.,;:!?—–-])",
  ].join("|"),
  "g",
);

export const unescaped = (text) => text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity]);

// A plain_text or mrkdwn object; `onLink(address)` follows a link.
export function textObject(shown, onLink) {
  if (!shown) return [];
  return shown.type === "mrkdwn" ? mrkdwn(shown.text, onLink) : [document.createTextNode(unescaped(shown.text))];
}

// Lines that begin with ">" are quoted; everything else is inline.
export function mrkdwn(text, onLink) {
  const nodes = [];
  let quoted = [];
  const endQuote = () => {
    if (quoted.length) nodes.push(h("blockquote", {}, inline(quoted.join("\n"), onLink)));
    quoted = [];
  };
  const lines = text.split("\n");
  lines.forEach((line, place) => {
    if (line.startsWith("&gt;")) {
      quoted.push(line.slice(4).trimStart());
      return;
    }
    const afterQuote = quoted.length > 0;
    endQuote();
    const lead = place > 0 && !afterQuote ? "\n" : "";
    nodes.push(...inline(lead + line, onLink));
  });
  endQuote();
  return nodes;
}

function inline(text, onLink) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    nodes.push(document.createTextNode(unescaped(text.slice(end, match.index))), token(match.groups, onLink));
    end = match.index + match[0].length;
  }
  nodes.push(document.createTextNode(unescaped(text.slice(end))));
  return nodes;
}

function token(found, onLink) {
  if (found.pre !== undefined) return h("pre", {}, unescaped(found.pre));
  if (found.code !== undefined) return h("code", {}, unescaped(found.code));
  if (found.bold !== undefined) return h("b", {}, inline(found.bold, onLink));
  if (found.italic !== undefined) return h("i", {}, inline(found.italic, onLink));
  if (found.strike !== undefined) return h("s", {}, inline(found.strike, onLink));
  return angle(found.angle, onLink);
}

function angle(inside, onLink) {
  const [target, label] = inside.split("|", 2);
  if (/^[@#!]/.test(target)) return h("span", { class: "mention" }, unescaped(label ?? target.replace(/^!/, "@")));
  return anchor(unescaped(target), unescaped(label ?? target), onLink);
}

export function anchor(address, label, onLink) {
  if (!/^https?:/i.test(address)) return document.createTextNode(label);
  const go = (event) => {
    event.preventDefault();
    onLink(address);
  };
  return h("a", { href: address, rel: "noopener noreferrer", on: { click: go } }, label);
}

// The elements of a rich_text block, as people's own messages have them.
export function richText(block, onLink) {
  return block.elements.map((part) => {
    if (part.type === "rich_text_quote") return h("blockquote", {}, pieces(part.elements, onLink));
    if (part.type === "rich_text_preformatted") return h("pre", {}, pieces(part.elements, onLink));
    if (part.type === "rich_text_list") {
      const list = part.style === "ordered" ? "ol" : "ul";
      return h(list, {}, part.elements.map((item) => h("li", {}, pieces(item.elements, onLink))));
    }
    return h("div", {}, pieces(part.elements, onLink));
  });
}

function pieces(elements, onLink) {
  return elements.map((piece) => {
    if (piece.type === "link") return anchor(piece.url, piece.text ?? piece.url, onLink);
    if (piece.type === "emoji") return document.createTextNode(`:${piece.name}:`);
    if (piece.type !== "text") return h("span", { class: "mention" }, `@${piece.user_id ?? piece.channel_id ?? piece.type}`);
    const style = piece.style ?? {};
    const tag = style.code ? "code" : style.bold ? "b" : style.italic ? "i" : style.strike ? "s" : "span";
    return h(tag, {}, piece.text);
  });
}
