// Block Kit as elements. `hand` does what is pressed: press(block, element), choose(block, element, value), open(url).

import { confirmed, localPath } from "./dialogs.js";
import { h } from "./dom.js";
import { richText, textObject, unescaped } from "./slack_text.js";

const DRAWN = { section, header, divider, context, actions, image, markdown, rich_text, table, card, carousel, alert, video };

export function drawBlocks(blocks, hand) {
  return blocks.map((block) => (DRAWN[block.type] ? DRAWN[block.type](block, hand) : null));
}

function section(block, hand) {
  return h("div", { class: "block section" },
    h("div", { class: "section-words" },
      block.text ? h("div", { class: "text" }, textObject(block.text, hand.open)) : null,
      block.fields ? h("div", { class: "fields" }, block.fields.map((field) =>
        h("div", { class: "field text" }, textObject(field, hand.open)))) : null),
    block.accessory ? element(block, block.accessory, hand) : null);
}

function header(block) {
  return h("h3", { class: "block head" }, textObject(block.text));
}

function divider() {
  return h("hr", { class: "block" });
}

function context(block, hand) {
  return h("div", { class: "block context" }, block.elements.map((part) =>
    part.type === "image" ? picture(part) : h("span", { class: "text" }, textObject(part, hand.open))));
}

function actions(block, hand) {
  return h("div", { class: "block actions" }, block.elements.map((each) => element(block, each, hand)));
}

function image(block) {
  return h("figure", { class: "block" },
    block.title ? h("figcaption", {}, textObject(block.title)) : null, picture(block));
}

function markdown(block) {
  return h("div", { class: "block text" }, block.text);
}

function rich_text(block, hand) {
  return h("div", { class: "block text" }, richText(block, hand.open));
}

function table(block) {
  const cell = (each) => h("td", {}, each.type === "rich_text" ? richText(each, () => {}) : each.text);
  return h("div", { class: "block table" }, h("table", {}, block.rows.map((row) => h("tr", {}, row.map(cell)))));
}

function card(block, hand) {
  return h("div", { class: "block card" },
    block.hero_image ? picture(block.hero_image) : null,
    block.title ? h("h4", {}, textObject(block.title, hand.open)) : null,
    block.subtitle ? h("p", { class: "quiet" }, textObject(block.subtitle, hand.open)) : null,
    block.body ? h("p", { class: "text" }, textObject(block.body, hand.open)) : null,
    block.actions ? h("div", { class: "actions" }, block.actions.map((each) => element(block, each, hand))) : null);
}

function carousel(block, hand) {
  return h("div", { class: "block carousel", tabindex: "0" }, block.elements.map((each) => card(each, hand)));
}

function alert(block, hand) {
  return h("div", { class: `block alert ${block.level ?? ""}`, role: "note" }, textObject(block.text, hand.open));
}

function video(block) {
  return h("div", { class: "block text" }, textObject(block.title));
}

// Pictures from elsewhere are named, not fetched: this page asks nobody but the sandbox.
function picture(shown) {
  const own = shown.slack_file?.id ? `/slack/_files/${encodeURIComponent(shown.slack_file.id)}` : null;
  const path = own ?? (shown.image_url ? localPath(shown.image_url) : null);
  if (path) return h("img", { class: "picture", src: path, alt: shown.alt_text });
  return h("span", { class: "picture missing", role: "img", "aria-label": shown.alt_text }, shown.alt_text);
}

function element(block, shown, hand) {
  if (shown.type === "button") return button(block, shown, hand);
  if (shown.type === "overflow" || shown.options || shown.option_groups) return select(block, shown, hand);
  if (shown.type === "image") return picture(shown);
  return h("span", { class: "quiet" }, `(${shown.type} is not drawn here)`);
}

export function button(block, shown, hand) {
  const press = async (event) => {
    const pressed = event.currentTarget;
    if (pressed.hasAttribute("aria-busy")) return;
    if (shown.confirm && !(await sure(shown.confirm))) return;
    pressed.setAttribute("aria-busy", "true");
    await hand.press(block, shown);
    pressed.removeAttribute("aria-busy");
  };
  return h("button", {
    type: "button", class: `button ${shown.style ?? ""}`, testid: "message-button",
    "aria-label": shown.accessibility_label, on: { click: press },
  }, unescaped(shown.text.text), shown.url ? h("span", { class: "away", "aria-hidden": "true" }, "↗") : null);
}

function sure(asked) {
  const words = (part) => (asked[part] ? unescaped(asked[part].text) : "");
  return confirmed({
    title: words("title"), text: words("text"), confirm: words("confirm"), deny: words("deny"), style: asked.style,
  });
}

function select(block, shown, hand) {
  const words = shown.placeholder ? unescaped(shown.placeholder.text) : shown.type === "overflow" ? "⋯" : "Choose…";
  const chosen = shown.initial_option?.value;
  const list = h("select", {
    class: "select", "aria-label": words, testid: "message-select",
    on: { change: async () => {
      const value = list.value;
      if (shown.confirm && !(await sure(shown.confirm))) {
        list.value = chosen ?? "";
        return;
      }
      await hand.choose(block, shown, value);
    } },
  }, h("option", { value: "", disabled: true, selected: !chosen }, words), optionList(shown, chosen ? [chosen] : []));
  return list;
}

// The options of a select as option elements, in their groups.
export function optionList(shown, chosen) {
  const drawn = (options) => options.map((option) =>
    h("option", { value: option.value, selected: chosen.includes(option.value) }, unescaped(option.text.text)));
  if (!shown.option_groups) return drawn(shown.options ?? []);
  return shown.option_groups.map((group) => h("optgroup", { label: unescaped(group.label.text) }, drawn(group.options)));
}
