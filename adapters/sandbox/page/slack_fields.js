// The inputs of a Slack modal: drawing them with what is filled in, and reading what was typed.

import { inBase64 } from "./api.js";
import { h } from "./dom.js";
import { optionList } from "./slack_blocks.js";
import { unescaped } from "./slack_text.js";

const TYPES = { number_input: "text", email_text_input: "email", url_text_input: "url", datepicker: "date", timepicker: "time" };

// One input block: {element, focus(), value()}; `state` is what Slack keeps for it, `typed` what was typed here before.
export function field(block, state, typed, error) {
  const shown = block.element;
  const id = `field-${block.block_id}`;
  const input = drawn(shown, id, typed ?? first(shown, state));
  const group = ["radio_buttons", "checkboxes"].includes(shown.type);
  const label = unescaped(block.label.text);
  const about = [block.hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  if (about) input.setAttribute("aria-describedby", about);
  if (error) input.setAttribute("aria-invalid", "true");
  const words = [label, block.optional ? h("span", { class: "quiet" }, " (optional)") : null];
  const element = h("div", { class: `field-block ${error ? "wrong" : ""}`, testid: `field-${block.block_id}` },
    group ? h("p", { class: "label", id: `${id}-label` }, words) : h("label", { class: "label", for: id }, words),
    input,
    error ? h("p", { class: "error", id: `${id}-error`, testid: "field-error", role: "alert" }, error) : null,
    block.hint ? h("p", { class: "quiet", id: `${id}-hint` }, unescaped(block.hint.text)) : null);
  if (group) input.setAttribute("aria-labelledby", `${id}-label`);
  return {
    id: block.block_id,
    element,
    focus: () => (group ? input.querySelector("input") : input)?.focus(),
    typed: () => typedIn(shown, input),
    value: () => (shown.type === "file_input" ? files(input) : sent(shown, typedIn(shown, input))),
  };
}

// What an input holds as the page keeps it: a text, or a list of values.
function first(shown, state) {
  if (!state) return "";
  if (state.selected_options) return state.selected_options.map((option) => option.value);
  if (state.selected_option) return state.selected_option.value;
  if (state.selected_date_time) return new Date(state.selected_date_time * 1_000).toISOString().slice(0, 16);
  const value = state.value ?? state.selected_date ?? state.selected_time ?? "";
  return typeof value === "string" ? value : "";
}

function drawn(shown, id, value) {
  const placeholder = shown.placeholder ? unescaped(shown.placeholder.text) : undefined;
  const common = { id, testid: "field-input" };
  switch (shown.type) {
    case "plain_text_input":
    case "rich_text_input": {
      const more = { ...common, placeholder, maxlength: shown.max_length, value };
      return shown.multiline || shown.type === "rich_text_input"
        ? h("textarea", { ...more, rows: "4" })
        : h("input", { ...more, type: "text", autocomplete: "off" });
    }
    case "static_select":
      return h("select", common,
        h("option", { value: "", selected: !value }, placeholder ?? "Choose…"), optionList(shown, [value]));
    case "multi_static_select":
      return h("select", { ...common, multiple: true }, optionList(shown, value || []));
    case "radio_buttons":
      return choices(shown, id, "radio", value ? [value] : []);
    case "checkboxes":
      return choices(shown, id, "checkbox", value || []);
    case "datetimepicker":
      return h("input", { ...common, type: "datetime-local", value });
    case "file_input":
      return h("input", { ...common, type: "file", multiple: (shown.max_files ?? 10) > 1 });
    default:
      return h("input", {
        ...common, type: TYPES[shown.type] ?? "text", placeholder, value, autocomplete: "off",
        inputmode: shown.type === "number_input" ? (shown.is_decimal_allowed ? "decimal" : "numeric") : undefined,
      });
  }
}

function choices(shown, id, type, chosen) {
  return h("div", { class: "choices", id, role: type === "radio" ? "radiogroup" : "group", testid: "field-input" },
    shown.options.map((option) =>
      h("label", {},
        h("input", { type, name: id, value: option.value, checked: chosen.includes(option.value) }),
        h("span", {}, unescaped(option.text.text)))));
}

function typedIn(shown, input) {
  if (shown.type === "radio_buttons") return input.querySelector("input:checked")?.value ?? "";
  if (shown.type === "checkboxes") return [...input.querySelectorAll("input:checked")].map((box) => box.value);
  if (shown.type === "multi_static_select") return [...input.selectedOptions].map((option) => option.value);
  if (shown.type === "file_input") return "";
  return input.value;
}

function sent(shown, typed) {
  if (shown.type === "datetimepicker" && typed) return Math.round(Date.parse(`${typed}Z`) / 1_000);
  if (shown.type === "number_input") return typed.trim();
  return typed;
}

function files(input) {
  return Promise.all([...input.files].map(async (file) => (
    { name: file.name, mime: file.type || "application/octet-stream", base64: await inBase64(file) })));
}
