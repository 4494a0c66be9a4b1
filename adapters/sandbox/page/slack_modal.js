// The modal on top of a Slack panel: drawn from what the app sent, filled in, submitted, closed.

import { Refused } from "./api.js";
import { h, icon } from "./dom.js";
import { drawBlocks } from "./slack_blocks.js";
import { field } from "./slack_fields.js";
import { unescaped } from "./slack_text.js";

export class Modal {
  // `act(name, given)` does something as the person; `tell(text)` says what went wrong; `cover(on)` blocks what is below.
  constructor({ act, tell, cover, hand }) {
    this.act = act;
    this.tell = tell;
    this.cover = cover;
    this.hand = hand;
    this.view = null;
    this.fields = [];
    this.dialog = h("dialog", {
      class: "modal", testid: "modal", on: { keydown: (event) => this.keyed(event) },
    });
    this.element = h("div", { class: "modal-ground", hidden: true }, this.dialog);
  }

  // Shows this view, or none. The same view with the same words stays as it is, with all that was typed.
  show(view) {
    const before = this.view;
    this.view = view;
    if (!view) return before ? this.hide() : undefined;
    const same = before && before.id === view.id;
    if (same && before.hash === view.hash && JSON.stringify(before.errors) === JSON.stringify(view.errors)) return;
    this.draw(same ? this.typed() : {}, view.errors, before === null || !same);
  }

  hide() {
    this.fields = [];
    this.dialog.close();
    this.dialog.replaceChildren();
    this.element.hidden = true;
    this.cover(false);
  }

  typed() {
    return Object.fromEntries(this.fields.map((each) => [each.id, each.typed()]));
  }

  draw(typed, errors, opens) {
    const view = this.view;
    const words = (part, otherwise) => (view[part] ? unescaped(view[part].text) : otherwise);
    this.fields = [];
    const body = view.blocks.flatMap((block) => {
      if (block.type !== "input") return drawBlocks([block], this.hand(view));
      const state = view.values[block.block_id]?.[block.element.action_id];
      const made = field(block, state, typed[block.block_id], errors[block.block_id]);
      this.fields.push(made);
      return [made.element];
    });
    const submit = view.submit
      ? h("button", { class: "button primary", testid: "modal-submit" }, words("submit", "Submit"))
      : null;
    const close = () => this.close();
    this.submitButton = submit;
    this.dialog.setAttribute("aria-label", words("title", ""));
    this.dialog.replaceChildren(
      h("header", {},
        h("h2", {}, words("title", "")),
        h("button", { type: "button", class: "plain", "aria-label": "Close the form", on: { click: close } }, icon("close"))),
      h("form", {
        class: "modal-form", novalidate: true, on: { submit: (event) => { event.preventDefault(); this.submit(); } },
      },
        h("div", { class: "modal-body" }, body),
        h("footer", {},
          h("button", { type: "button", class: "button", testid: "modal-close", on: { click: close } }, words("close", "Close")),
          submit)));
    this.element.hidden = false;
    this.cover(true);
    if (!this.dialog.open) this.dialog.show();
    const wrong = this.fields.find((each) => errors[each.id]);
    if (wrong) wrong.focus();
    else if (opens) (this.fields[0] ?? { focus: () => this.dialog.querySelector("footer button").focus() }).focus();
  }

  async submit() {
    const view = this.view;
    if (!this.submitButton || this.submitButton.disabled) return;
    this.submitButton.disabled = true;
    this.submitButton.setAttribute("aria-busy", "true");
    try {
      const pairs = await Promise.all(this.fields.map(async (each) => [each.id, await each.value()]));
      const answer = await this.act("submit", { view_id: view.id, values: Object.fromEntries(pairs) });
      if (answer.result === "errors") this.complain(answer.errors);
      else if (answer.result === "timeout" || answer.result === "invalid_response") this.tell("We had some trouble connecting. Try again?");
      else if (["closed", "cleared"].includes(answer.result) && this.view === view) this.show(null);
    } catch (refused) {
      if (refused instanceof Refused && refused.body.refused) this.complain(refused.body.refused);
      else if (!(refused instanceof Refused && refused.status === 404)) this.tell(refused.message);
    } finally {
      this.submitButton?.removeAttribute("aria-busy");
      if (this.submitButton) this.submitButton.disabled = false;
    }
  }

  complain(errors) {
    const words = Object.fromEntries(Object.entries(errors).map(([id, text]) =>
      [id, text === "required" ? "Please complete this required field." : text]));
    if (!this.view) return;
    this.view = { ...this.view, errors };
    this.draw(this.typed(), words, false);
  }

  close() {
    const view = this.view;
    if (!view) return;
    this.show(null);
    this.act("close_view", { view_id: view.id }).catch(() => {});
  }

  keyed(event) {
    if (event.key === "Escape") {
      event.stopPropagation();
      this.close();
    }
  }
}
