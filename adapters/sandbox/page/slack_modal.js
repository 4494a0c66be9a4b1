// The modal on top of a Slack panel: drawn from what the app sent, filled in, submitted, closed.

import { Refused } from "./api.js";
import { h, icon } from "./dom.js";
import { drawBlocks } from "./slack_blocks.js";
import { field } from "./slack_fields.js";
import { unescaped } from "./slack_text.js";

export class Modal {
  // `act(name, given)` does something as the person; `tell(text)` says what went wrong; `cover(on)` blocks what is below;
  // `home()` takes the focus when what had it is gone.
  constructor({ act, tell, cover, hand, home }) {
    this.act = act;
    this.tell = tell;
    this.cover = cover;
    this.hand = hand;
    this.home = home;
    this.back = null;
    this.view = null;
    this.fields = [];
    this.gone = new Set(); // closed here, perhaps still open in a look that was under way
    this.dialog = h("dialog", {
      class: "modal", testid: "modal", on: { keydown: (event) => this.keyed(event) },
    });
    this.element = h("div", { class: "modal-ground", hidden: true }, this.dialog);
  }

  // Shows this view, or none. The same view with the same words stays as it is, with all that was typed.
  show(found) {
    const before = this.view;
    const view = found && this.gone.has(found.id) ? null : found;
    this.view = view;
    if (!view) return before ? this.hide() : undefined;
    const same = before && before.id === view.id;
    if (same && before.hash === view.hash && JSON.stringify(before.errors) === JSON.stringify(view.errors)) return;
    this.draw(same ? this.typed() : {}, view.errors, before === null || !same);
  }

  hide() {
    const focused = this.mayFocus();
    this.fields = [];
    this.dialog.close();
    this.dialog.replaceChildren();
    this.element.hidden = true;
    this.cover(false);
    if (!focused) return;
    if (this.back?.isConnected) this.back.focus({ preventScroll: true });
    else this.home();
  }

  // Somebody who is writing in another panel keeps the focus there.
  mayFocus() {
    const active = document.activeElement;
    return !active || active === document.body || this.element.parentElement?.contains(active);
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
    const focuses = this.mayFocus();
    if (!this.dialog.contains(document.activeElement)) this.back = document.activeElement;
    this.element.hidden = false;
    this.cover(true);
    const elsewhere = document.activeElement;
    if (!this.dialog.open) this.dialog.show();
    if (!focuses) {
      elsewhere.focus();
      return;
    }
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
      else if (["closed", "cleared"].includes(answer.result)) this.leave(view);
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
    this.leave(view);
    this.act("close_view", { view_id: view.id }).catch(() => {});
  }

  leave(view) {
    this.gone.add(view.id);
    if (this.view?.id === view.id) this.show(null);
  }

  keyed(event) {
    if (event.key === "Escape") {
      event.stopPropagation();
      this.close();
    }
  }
}
